/** What the measured process is told at its start. */
export interface Place {
	dataDir: string;
	databaseUrl: string | null;
	temporalAddress: string;
	proxy: string;
	caFile: string;
	/** Of the Data API; null: feeds. */
	apiKey: string | null;
	channels: number;
	shortsEach: number;
	everySeconds: number;
}

/** One look, as the measured process saw it. */
export interface LookSeen {
	workflowId: string;
	/** When YouTube was about to be asked. */
	atMs: number;
}

/** Of the measured process's main thread: what JavaScript holds, and what it holds outside, as the embedded store does. */
export interface Memory {
	heapBytes: number;
	externalBytes: number;
}

export type Order =
	{ kind: 'looks' } | { kind: 'profile'; file: string; seconds: number } | { kind: 'stop' };

export type Report =
	| { kind: 'ready'; schedulesMs: number }
	/** Since the last time it was asked. */
	| { kind: 'looks'; looks: LookSeen[]; memory: Memory }
	| { kind: 'profiled' }
	| { kind: 'failed'; message: string };
