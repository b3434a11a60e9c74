import { randomUUID } from 'node:crypto';
import { laneId } from '../../lib/posting/repostId';
import type { Repost } from '../../services/store/store';
import { newAccount, wanted } from '../services/store/samples';
import { startStack, type Stack } from '../support/stack';
import { until } from '../support/until';

jest.setTimeout(900_000);

/** `LANE_BACKLOG=1000` measures; the few of every day show the same. */
const backlog = Number(process.env['LANE_BACKLOG'] ?? 30);
/** Temporal suggests a fresh history at about 4,400. */
const mostEvents = 5_000;

let stack: Stack;
beforeAll(async () => {
	stack = await startStack({ samples: [] });
});
afterAll(() => stack.close());

test(`${backlog} waiting reposts pass through the lane in order, five at once, with a bounded history`, async () => {
	const { store } = stack.services;
	const { id: accountId } = await newAccount(store);
	const reposts: Repost[] = [];
	for (let n = 0; n < backlog; n++) {
		const { repost } = await store.reposts.create(wanted(accountId, { videoId: randomUUID() }));
		reposts.push(repost);
	}
	const startedMs = performance.now();
	await store.lanes.pause(accountId, null);
	for (const { id } of reposts) {
		await store.lanes.ask(id, 1, 'work', false);
		await stack.engine.wakeLane(accountId);
	}
	const askedMs = performance.now() - startedMs;
	await store.lanes.resume(accountId);
	await stack.engine.wakeLane(accountId);

	const done: string[] = [];
	let mostAtOnce = 0;
	await until(
		'the end of the line',
		async () => {
			const { facts } = await store.lanes.look(accountId);
			const holders = facts.inLane.filter(({ hasWork }) => hasWork);
			mostAtOnce = Math.max(mostAtOnce, holders.length);
			// What a workflow does with its slots, without the video.
			for (const { id } of holders) {
				await store.lanes.ask(id, 1, 'post', false);
				await store.reposts.finish(id, 1, 'published', {});
				done.push(id);
			}
			if (holders.length) await stack.engine.wakeLane(accountId);
			return done.length === backlog;
		},
		backlog * 1_500 + 30_000,
	);
	const lane = stack.client.workflow.getHandle(laneId(accountId));
	await until(
		'the end of the lane’s workflow',
		async () => (await lane.describe()).status.name === 'COMPLETED',
	);
	const { historyLength } = await lane.describe();
	if (process.env['LANE_BACKLOG']) {
		const seconds = (performance.now() - startedMs) / 1000;
		const [asks, all] = [askedMs / 1000, seconds].map((s) => s.toFixed(1));
		process.stderr.write(
			`${backlog}: asked in ${asks} s, all in ${all} s, ${historyLength} events\n`,
		);
	}
	expect(mostAtOnce).toBe(5);
	expect(historyLength).toBeLessThan(mostEvents);
	expect(done).toEqual(reposts.map(({ id }) => id));
	const { postsMs } = (await store.lanes.look(accountId)).facts;
	expect(postsMs).toHaveLength(backlog);
});
