import { webSubActivities } from '../../../activities/webSub';
import { topicOf } from '../../../lib/webSub/topic';
import { createWebSubDesk } from '../../../services/desk/webSub/createWebSubDesk';
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

	test('a worker asks the hub to call where the web service is, whatever its own settings; before any was there, it says so', async () => {
		const sync = await on.followed();
		const { store } = on.web;
		await on.asked(sync);
		const { hub } = on.youtube;
		expect(hub.subscriptions.at(-1)?.callback).toBe(await on.addressOf(sync));
		const webSubs = { ...store.webSubs, place: () => Promise.resolve(null) };
		const ask = () => Promise.reject(new Error('It has no address to ask for.'));
		const deaf = webSubActivities({
			...{ store: { ...store, webSubs }, webSubHub: { ask }, now: on.now },
		});
		expect(await deaf.askHub(sync)).toMatchObject({ state: 'refused' });
		expect((await on.rowOf(sync)).error).toContain('whose PUBLIC_URL is https');
		// What the hub has taken stays.
		expect(Number((await on.rowOf(sync)).leaseUntil)).toBeGreaterThan(+on.now());
	});

	test('goes to another address as soon as the web service starts there, also one that was refused', async () => {
		const [sync, refused] = [await on.subscribed(), await on.followed()];
		on.youtube.setFault({ hub: { status: 503, times: 1 } });
		await on.asked(refused);
		const { settings, store, engine } = on.web;
		const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
		const startedAt = (callbackOrigin: string) => {
			if (!settings.webSub) throw new Error('WebSub is on in the tests.');
			const webSub = { ...settings.webSub, callbackOrigin };
			return createWebSubDesk({ settings: { webSub }, store, engine, log, now: on.now });
		};
		const before = await on.addressOf(sync);
		const elsewhere = new URL(on.web.origin);
		elsewhere.hostname = elsewhere.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
		on.web.engine.away = true;
		const web = startedAt(elsewhere.origin);
		await web.sweep();
		on.web.engine.away = false;
		await web.sweep();
		for (const { channelId } of [sync, refused]) {
			const asked = on.web.engine.asked.filter((what) => what.endsWith(channelId));
			expect(asked.slice(-2)).toEqual([
				`start websub ${channelId}`,
				`tell websub ${channelId}`,
			]);
			const look = { channelId, isTooLate: false };
			expect(await on.activities.readWebSub(look)).toEqual({
				...{ state: 'moved', leaseLeftMs: null },
			});
		}
		await on.asked(sync);
		expect(await on.rowOf(sync)).toMatchObject({ state: 'active', error: null });
		expect(on.youtube.hub.subscriptions.at(-1)?.callback).toBe(
			before.replace(on.web.origin, elsewhere.origin),
		);
		// Started there once more, nothing is asked again.
		const from = on.web.engine.asked.length;
		await startedAt(elsewhere.origin).sweep();
		expect(await on.rowOf(sync)).toMatchObject({ state: 'active' });
		expect(on.web.engine.asked.slice(from).join()).not.toContain(sync.channelId);
		await startedAt(on.web.origin).sweep();
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
