import { webSubActivities } from '../../../activities/webSub';
import { topicOf } from '../../../lib/webSub/topic';
import { newSync } from '../../services/store/syncs/syncSamples';
import { hubOnWeb } from './hubOnWeb';

const dayMs = 24 * 3_600_000;
const on = hubOnWeb();

describe('a subscription', () => {
	test('is asked for, confirmed to the hub, and lasts as long as the hub says', async () => {
		const sync = await on.followed();
		expect(await on.asked(sync)).toMatchObject({ state: 'asked' });
		const { state, leaseUntil } = await on.rowOf(sync);
		expect(state).toBe('active');
		expect(Number(leaseUntil) - +on.now()).toBeGreaterThan(9.9 * dayMs);
		expect(on.web.engine.asked).toEqual([`tell websub ${sync.channelId}`]);
		const ofChannel = on.youtube.hub.subscriptions.filter(
			({ channelId }) => channelId === sync.channelId,
		);
		expect(ofChannel).toHaveLength(1);
		// Renewed, it is the same one.
		await on.asked(sync);
		expect(
			on.youtube.hub.subscriptions.filter(({ channelId }) => channelId === sync.channelId),
		).toHaveLength(1);
	});

	test('nobody else gets confirmed: another topic, mode or address, or long after it was asked', async () => {
		const sync = await on.followed();
		on.youtube.setFault({ hub: { status: 503, times: 1 } });
		await on.asked(sync);
		const topic = topicOf(sync.channelId);
		const subscribe = { 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.challenge': 'abc' };
		const statusOf = async (given: Record<string, string>) =>
			(await on.intent(sync, { ...subscribe, ...given })).status;
		expect(await statusOf({ 'hub.topic': topicOf(`UC${'x'.repeat(22)}`) })).toBe(404);
		expect(await statusOf({ 'hub.mode': 'unsubscribe' })).toBe(404);
		expect(await statusOf({ 'hub.mode': 'other' })).toBe(404);
		expect(await statusOf({ 'hub.challenge': '' })).toBe(404);
		on.aheadMs = dayMs + 60_000;
		expect(await statusOf({})).toBe(404);
		on.aheadMs = 0;
		const wrong = new URL(`${on.web.origin}/api/youtube/websub/guessed`);
		wrong.search = new URLSearchParams(subscribe).toString();
		expect((await fetch(wrong)).status).toBe(404);
		expect(await on.rowOf(sync)).toMatchObject({ state: 'refused', leaseUntil: null });
		const confirmed = await on.intent(sync, { ...subscribe, 'hub.lease_seconds': 'x' });
		expect(confirmed).toEqual({ status: 200, text: 'abc' });
		expect(Number((await on.rowOf(sync)).leaseUntil) - +on.now()).toBeGreaterThan(4.9 * dayMs);
	});

	test('a refusal is noted in words, at once or later, and is no error of the sync', async () => {
		const sync = await on.followed();
		on.youtube.setFault({ hub: { status: 503, times: 1 } });
		expect(await on.asked(sync)).toMatchObject({ state: 'refused', leaseLeftMs: null });
		expect((await on.rowOf(sync)).error).toMatch(
			/^The hub pubsubhubbub\.appspot\.com answered 503/,
		);
		await on.asked(sync);
		on.youtube.setFault({ hub: { times: 1 } });
		await on.asked(sync);
		expect(await on.rowOf(sync)).toMatchObject({
			...{ state: 'refused', leaseUntil: null },
			error: 'YouTube’s hub has refused the subscription. It says: “Refused by the sandbox”.',
		});
		expect((await on.web.store.syncs.get(sync.id))?.error).toBeNull();
		expect(await on.web.store.webSubs.counts()).toMatchObject({
			lastError: expect.stringContaining('Refused by the sandbox') as string,
		});
	});

	test('what the hub never confirms is a refusal, too; what it confirms late is none', async () => {
		const sync = await on.followed();
		await on.web.store.webSubs.open(sync.channelId);
		const late = { channelId: sync.channelId, isTooLate: true };
		expect(await on.activities.readWebSub(late)).toMatchObject({ state: 'refused' });
		expect((await on.rowOf(sync)).error).toContain('PUBLIC_URL can be reached');
		await on.asked(sync);
		expect(await on.activities.readWebSub(late)).toMatchObject({ state: 'active' });
	});

	test('a worker that does not know its public address says so', async () => {
		const sync = await on.followed();
		const deaf = webSubActivities({ store: on.web.store, webSubHub: null, now: on.now });
		expect(await deaf.askHub(sync)).toMatchObject({ state: 'refused' });
		expect((await on.rowOf(sync)).error).toContain('set PUBLIC_URL');
	});

	test('is given back when nobody follows the channel any more, and forgotten', async () => {
		const sync = await on.subscribed();
		const other = await newSync(on.web.store, { channelId: sync.channelId });
		await on.web.store.syncs.end(sync.id);
		on.aheadMs += 60_000;
		await on.web.webSub.sweep();
		expect((await on.rowOf(sync)).state).toBe('active');
		await on.web.store.syncs.end(other.id);
		on.aheadMs += 60_000;
		await on.web.webSub.sweep();
		expect((await on.rowOf(sync)).state).toBe('ending');
		expect(on.web.engine.asked).toContain(`tell websub ${sync.channelId}`);
		expect(await on.activities.leaveHub(sync)).toBe(true);
		await on.youtube.hub.settled();
		expect(
			on.youtube.hub.subscriptions.filter(({ channelId }) => channelId === sync.channelId),
		).toEqual([]);
		const address = await on.addressOf(sync);
		await on.activities.forgetWebSub(sync);
		expect(await on.web.store.webSubs.get(sync.channelId)).toBeNull();
		expect((await fetch(address, { method: 'POST', body: '<feed/>' })).status).toBe(410);
		expect(await on.activities.askHub(sync)).toEqual({ state: 'gone', leaseLeftMs: null });
	});

	test('the sweep begins one for each followed channel, and makes up for a Temporal that was away', async () => {
		const sync = await on.followed();
		const started = () =>
			on.web.engine.asked.filter((what) => what === `start websub ${sync.channelId}`).length;
		on.web.engine.away = true;
		on.aheadMs += 60_000;
		await on.web.webSub.sweep();
		expect(await on.web.store.webSubs.get(sync.channelId)).toBeNull();
		on.web.engine.away = false;
		await on.web.webSub.sweep();
		expect(started()).toBe(1);
		on.aheadMs += 60_000;
		await on.web.webSub.sweep();
		expect(started()).toBe(1);
		// Nobody has asked the hub for days: whoever kept it is lost.
		on.aheadMs += 2 * dayMs;
		await on.web.webSub.sweep();
		expect(started()).toBe(2);
	});
});
