import type { Client } from '@temporalio/client';
import { scheduleId } from '../../lib/sync/scheduleId';

export interface IdleTick {
	/** Of `syncChannel`: what an idle look adds to Temporal's database. */
	events: number;
	/** Of the Schedule's own workflow, which Temporal keeps beside it, for each tick; null where it does not tell. */
	schedulerEvents: number | null;
}

/** The history of the last tick of the only Schedule there is. */
export async function idleTick(client: Client): Promise<IdleTick> {
	for await (const { scheduleId: id, info } of client.schedule.list()) {
		const last = info.recentActions.at(-1)?.action.workflow;
		if (!last) continue;
		const events = await lengthOf(client, last.workflowId);
		return { events, schedulerEvents: await ofScheduler(client, id) };
	}
	throw new Error(`No Schedule like ${scheduleId('…')} has had a tick.`);
}

async function ofScheduler(client: Client, id: string): Promise<number | null> {
	const { info } = await client.schedule.getHandle(id).describe();
	const events = await lengthOf(client, `temporal-sys-scheduler:${id}`).catch(() => null);
	return events === null ? null : events / Math.max(1, info.numActionsTaken);
}

async function lengthOf(client: Client, workflowId: string): Promise<number> {
	const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
	return events?.length ?? 0;
}
