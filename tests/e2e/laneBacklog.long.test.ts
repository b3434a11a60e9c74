import { randomUUID } from 'node:crypto';
import { laneId } from '../../lib/posting/repostId';
import type { Repost } from '../../services/store/reposts/reposts';
import { newAccount, wanted } from '../services/store/samples';
import { copyOf } from '../support/copies';
import { startStack, type Stack } from '../support/stack';
import { until } from '../support/until';

jest.setTimeout(600_000);

const backlog = 1_000;
/** So many are handed out five at a time, as it comes, and then as many as a lane can be set to. */
const passedByFives = 50;
const passed = 300;
const mostAtOnce = 50;
/** Temporal suggests a fresh history at about 4,400. */
const mostEvents = 5_000;
const patienceMs = 400_000;
/** With a workflow each: `LANE_WORKFLOWS=1000` takes minutes, and shows the same. */
const workflows = Number(process.env['LANE_WORKFLOWS'] ?? 200);
/** Of those, posted for real. */
const posted = 5;

let stack: Stack;
beforeAll(async () => {
	stack = await startStack({ samples: ['small'], copies: posted });
});
afterAll(() => stack.close());

test(`of ${backlog} waiting reposts ${passed} pass through the lane in order, with a bounded history`, async () => {
	const { store } = stack.services;
	const { id: accountId } = await newAccount(store);
	const reposts: Repost[] = [];
	for (let n = 0; n < backlog; n++) {
		const { repost } = await store.reposts.create(wanted(accountId, { videoId: randomUUID() }));
		reposts.push(repost);
	}
	const lane = stack.client.workflow.getHandle(laneId(accountId));
	const startedMs = performance.now();
	await store.lanes.pause(accountId, null);
	for (const [n, { id }] of reposts.entries()) {
		await store.lanes.ask(id, 1, 'work', false);
		if (n % 20 === 0) await stack.engine.wakeLane(accountId);
	}
	const askedMs = performance.now() - startedMs;
	await store.lanes.resume(accountId);
	await stack.engine.wakeLane(accountId);

	const done: string[] = [];
	const atOnce = { byFives: 0, byMost: 0 };
	let longestHistory = 0;
	await until(
		'so many to have passed',
		async () => {
			const { facts } = await store.lanes.look(accountId);
			const holders = facts.inLane.filter(({ hasWork }) => hasWork);
			const phase = facts.atOnce === mostAtOnce ? 'byMost' : 'byFives';
			atOnce[phase] = Math.max(atOnce[phase], holders.length);
			if (holders.length === 0) return false;
			// What a workflow does with its slots, without the video.
			for (const { id } of holders) {
				await store.lanes.ask(id, 1, 'post', false);
				await store.reposts.finish(id, 1, 'published', {});
				done.push(id);
			}
			if (done.length === passedByFives) {
				await store.lanes.change(accountId, { atOnce: mostAtOnce });
			}
			await stack.engine.wakeLane(accountId);
			longestHistory = Math.max(longestHistory, (await lane.describe()).historyLength);
			return done.length >= passed;
		},
		patienceMs,
	);
	await store.lanes.pause(accountId, null);
	const seconds = [askedMs, performance.now() - startedMs].map((ms) => (ms / 1000).toFixed(1));
	process.stderr.write(
		`${backlog} reposts: asked in ${seconds[0]} s, ${done.length} through after ${seconds[1]} s, ` +
			`at most ${longestHistory} events in the lane’s history\n`,
	);
	expect(atOnce).toEqual({ byFives: 5, byMost: mostAtOnce });
	expect(longestHistory).toBeLessThan(mostEvents);
	expect(done).toEqual(reposts.slice(0, done.length).map(({ id }) => id));
	const { facts } = await store.lanes.look(accountId);
	expect(facts.postsMs).toHaveLength(done.length);
	expect(facts.inLane).toHaveLength(backlog - done.length);
});

test(`${workflows} workflows wait for their turn at the cost of a few events each, and go on in order`, async () => {
	const { store } = stack.services;
	const { account, username } = await stack.newCreator();
	await lookUpNothing(account);
	await store.lanes.change(account, { atOnce: 1, dailyCap: posted });
	await store.lanes.pause(account, null);
	const startedMs = performance.now();
	const ids: string[] = [];
	for (let n = 1; n <= workflows; n++) {
		const asked = { account, video: copyOf(n), posting: 'auto', privacy: 'SELF_ONLY' } as const;
		ids.push((await stack.request(asked)).id);
	}
	await until(
		'all of them to stand in the lane',
		async () => (await store.lanes.look(account)).facts.inLane.length === workflows,
		patienceMs,
	);
	const waitingMs = performance.now() - startedMs;
	const { historyLength } = await stack.workflow(ids[Math.floor(workflows / 2)] ?? '').describe();

	await store.lanes.resume(account);
	await stack.engine.wakeLane(account);
	const first = ids.slice(0, posted);
	for (const id of first) await stack.until(id, 'published');
	const { facts } = await store.lanes.look(account);
	const lane = await stack.client.workflow.getHandle(laneId(account)).describe();
	process.stderr.write(
		`${workflows} workflows: all waiting after ${(waitingMs / 1000).toFixed(1)} s, ` +
			`${historyLength} events each, ${lane.historyLength} in the lane’s history\n`,
	);
	expect(historyLength).toBeLessThan(60);
	expect(lane.historyLength).toBeLessThan(mostEvents);
	expect(facts.inLane.map(({ id }) => id)).toEqual(ids.slice(posted));
	const { posts } = await stack.sandbox.state(username);
	const publishIds = await Promise.all(
		first.map(async (id) => (await store.reposts.get(id))?.publishId),
	);
	expect(posts.map(({ publishId }) => publishId)).toEqual(publishIds);
});

/** So many of the account have been looked up within the hour that those who wait are left alone. */
async function lookUpNothing(accountId: string): Promise<void> {
	const { reposts, lanes } = stack.services.store;
	for (let n = 0; n <= 50; n++) {
		const { repost } = await reposts.create(wanted(accountId));
		await lanes.ask(repost.id, 1, 'work', true);
		await reposts.finish(repost.id, 1, 'cancelled', {});
	}
}
