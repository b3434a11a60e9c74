import { loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { lateness, type Lateness } from './lateness';
import type { Stage } from './openStage';
import type { LookSeen, Memory } from './place';
import { processUsage } from './processUsage';

export interface Measured {
	seconds: number;
	looks: number;
	requests: number;
	workerCpuMs: number;
	temporalCpuMs: number;
	/** Most that was seen. */
	workerRssBytes: number;
	temporalRssBytes: number;
	memory: Memory;
	late: Lateness;
	/** One minute's average of the machine, at the end. */
	load: number;
}

const sampleEveryMs = 2_000;
/** The last ticks of the span may be under way; so long they are waited for. */
const settleMs = 3_000;
const mostSettles = 40;

/** Watches the ticks of a stage for so long. */
export async function measure(
	stage: Stage,
	{ warmUpSeconds, seconds }: { warmUpSeconds: number; seconds: number },
): Promise<Measured> {
	await delay(warmUpSeconds * 1_000);
	await stage.looks();
	stage.youtube.forget();
	const fromMs = Date.now();
	const toMs = fromMs + seconds * 1_000;
	const before = usageOf(stage);
	const looks: LookSeen[] = [];
	let [workerRssBytes, temporalRssBytes] = [0, 0];
	let memory: Memory = { heapBytes: 0, externalBytes: 0 };
	while (Date.now() < toMs) {
		await delay(Math.min(sampleEveryMs, toMs - Date.now()));
		const { worker, temporal } = usageOf(stage);
		workerRssBytes = Math.max(workerRssBytes, worker.rssBytes);
		temporalRssBytes = Math.max(temporalRssBytes, temporal.rssBytes);
		const seen = await stage.looks();
		looks.push(...seen.looks);
		memory = largest(memory, seen.memory);
	}
	const after = usageOf(stage);
	const requests = Object.values(stage.youtube.counts()).reduce((sum, n) => sum + n, 0);
	const count = looks.length;
	let late: Lateness;
	let settles = 0;
	do {
		await delay(settleMs);
		looks.push(...(await stage.looks()).looks);
		late = await lateness(stage.client, looks, { fromMs, toMs });
	} while (late.open > 0 && ++settles < mostSettles);
	return {
		...{ seconds, looks: count, requests, workerRssBytes, temporalRssBytes, memory },
		workerCpuMs: after.worker.cpuMs - before.worker.cpuMs,
		temporalCpuMs: after.temporal.cpuMs - before.temporal.cpuMs,
		late,
		load: loadavg()[0] ?? 0,
	};
}

function largest(a: Memory, b: Memory): Memory {
	return {
		heapBytes: Math.max(a.heapBytes, b.heapBytes),
		externalBytes: Math.max(a.externalBytes, b.externalBytes),
	};
}

function usageOf({ workerPid, temporalPid }: Stage) {
	const none = { cpuMs: Number.NaN, rssBytes: Number.NaN };
	return {
		worker: processUsage(workerPid) ?? none,
		temporal: processUsage(temporalPid) ?? none,
	};
}
