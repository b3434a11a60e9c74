import type { Client } from '@temporalio/client';
import type { LookSeen } from './place';

/** One tick of one Schedule. */
interface Tick {
	workflowId: string;
	/** As the Schedule meant it, with its jitter. */
	dueMs: number;
	/** When Temporal started the workflow. */
	startedMs: number;
}

export interface Lateness {
	ticks: number;
	/** Of them, those that no worker had taken up when this was asked. */
	open: number;
	/** From the moment meant to the question to YouTube. */
	wholeMs: number[];
	/** Of that, until Temporal started the workflow. */
	temporalMs: number[];
}

/** How late the ticks that were due in this span were. Temporal remembers the last few of each Schedule. */
export async function lateness(
	client: Client,
	looks: LookSeen[],
	{ fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<Lateness> {
	const lookAt = new Map(looks.map(({ workflowId, atMs }) => [workflowId, atMs]));
	const late: Lateness = { ticks: 0, open: 0, wholeMs: [], temporalMs: [] };
	const nowMs = Date.now();
	for (const { workflowId, dueMs, startedMs } of await ticksOf(client)) {
		if (dueMs < fromMs || dueMs >= toMs) continue;
		const at = lookAt.get(workflowId);
		late.ticks += 1;
		if (at === undefined) late.open += 1;
		late.wholeMs.push((at ?? nowMs) - dueMs);
		late.temporalMs.push(startedMs - dueMs);
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
	}
	return ticks;
}

export function percentile(sorted: number[], share: number): number {
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
