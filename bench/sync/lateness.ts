import type { Client } from '@temporalio/client';
import type { LookSeen } from './place';

/** One tick of one Schedule. */
interface Tick {
	workflowId: string | null;
	/** As the Schedule meant it, with its jitter. */
	dueMs: number;
	/** When Temporal started the workflow; null: not yet. */
	startedMs: number | null;
}

export interface Lateness {
	ticks: number;
	/** Of them, those that no worker had taken up when this was asked. */
	open: number;
	/** From the moment meant to the question to YouTube. */
	wholeMs: number[];
	/** Of that, until Temporal started the workflow. */
	temporalMs: number[];
	/** The latest of each part of the span, in their order. */
	mostMs: number[];
}

/** So many parts has the span. */
const parts = 6;

/** How late the ticks that were due in this span were. Temporal remembers the last few of each Schedule. */
export async function lateness(
	client: Client,
	looks: LookSeen[],
	{ fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<Lateness> {
	const lookAt = new Map(looks.map(({ workflowId, atMs }) => [workflowId, atMs]));
	const mostMs = new Array<number>(parts).fill(0);
	const late: Lateness = { ticks: 0, open: 0, wholeMs: [], temporalMs: [], mostMs };
	const nowMs = Date.now();
	for (const { workflowId, dueMs, startedMs } of await ticksOf(client)) {
		if (dueMs < fromMs || dueMs >= toMs) continue;
		const at = lookAt.get(workflowId ?? '');
		const wholeMs = (at ?? nowMs) - dueMs;
		const part = Math.floor(((dueMs - fromMs) / (toMs - fromMs)) * parts);
		late.ticks += 1;
		if (at === undefined) late.open += 1;
		late.wholeMs.push(wholeMs);
		late.temporalMs.push((startedMs ?? nowMs) - dueMs);
		mostMs[part] = Math.max(mostMs[part] ?? 0, wholeMs);
	}
	late.wholeMs.sort((a, b) => a - b);
	late.temporalMs.sort((a, b) => a - b);
	return late;
}

async function ticksOf(client: Client): Promise<Tick[]> {
	const ticks: Tick[] = [];
	for await (const { info } of client.schedule.list({ pageSize: 1_000 })) {
		for (const { scheduledAt, takenAt, action } of info.recentActions) {
			const { workflowId } = action.workflow;
			ticks.push({
				...{ workflowId, dueMs: scheduledAt.getTime(), startedMs: takenAt.getTime() },
			});
		}
		// One that is over and not among the above has not been started yet.
		const latest = info.recentActions.at(-1)?.scheduledAt.getTime() ?? 0;
		for (const next of info.nextActionTimes) {
			const dueMs = next.getTime();
			if (dueMs > latest) ticks.push({ workflowId: null, dueMs, startedMs: null });
		}
	}
	return ticks;
}

export function percentile(sorted: number[], share: number): number {
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
