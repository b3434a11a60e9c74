import type { Faults } from '../../sandbox/youtube/faults';

/** The boundaries of a repost, as the stand-ins see them. `request` is our own API's, `final` the ledger's. */
export const steps = [
	'request',
	'look up',
	'download',
	'prepare',
	'creator_info',
	'init',
	'first chunk',
	'middle chunk',
	'last chunk',
	'status',
	'final',
	'any time',
] as const;
export type Step = (typeof steps)[number];

/** Before TikTok does what the call asks for, or after, when only the answer is missing. */
export type Phase = 'asked' | 'done';

/** What is killed with SIGKILL; `freeze` is SIGSTOP until other workers have taken over, then SIGCONT. */
export type Victim =
	'worker' | 'all workers' | 'web' | 'Temporal' | 'yt-dlp' | 'everything' | 'freeze';

export type Strike =
	| { kind: 'none' }
	| { kind: 'kill'; victim: Victim; step: Step; phase: Phase; afterMs: number }
	/** As `POST /sandbox/faults` takes it, without the user. */
	| { kind: 'tiktok'; label: string; step: Step; fault: Record<string, unknown> }
	| { kind: 'youtube'; label: string; step: Step; faults: Faults }
	/** The access token is over when the repost begins, and this strikes the refresh. */
	| { kind: 'token'; label: string; fault: Record<string, unknown> | null };

export interface Plan {
	number: number;
	sample: 'small' | 'large';
	posting: 'inbox' | 'auto';
	strikes: Strike[];
	/** `posted`: nothing here may keep it from being posted. `told`: it cannot be posted, and the person is told why. */
	expect: 'posted' | 'told';
}
