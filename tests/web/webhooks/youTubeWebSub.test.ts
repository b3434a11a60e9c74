import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { webSubActivities } from '../../../activities/webSub';
import { topicOf } from '../../../lib/webSub/topic';
import { startYouTube, type YouTubeStandIn } from '../../../sandbox/youtube/startYouTube';
import { createAgents } from '../../../services/http/agents';
import type { Sync } from '../../../services/store/syncs/syncs';
import { createWebSubHub } from '../../../services/webSub/createWebSubHub';
import { until } from '../../support/until';
import { samples } from '../../services/youtube/youtubeBench';
import { newSync, newVideo } from '../../services/store/syncs/syncSamples';
import { startWebUnderTest, type WebUnderTest } from '../support/startWebUnderTest';

const dayMs = 24 * 3_600_000;
let aheadMs = 0;
const now = () => new Date(Date.now() + aheadMs);
let web: WebUnderTest;
let youtube: YouTubeStandIn;
let activities: ReturnType<typeof webSubActivities>;
beforeAll(async () => {
	web = await startWebUnderTest({ now });
	const dir = join(web.dir, 'youtube');
	youtube = await startYouTube({ dir, videos: await samples('small'), now: () => +now() });
	const agents = createAgents(
		{ httpProxy: null, httpsProxy: youtube.proxyUrl, noProxy: [] },
		{ caFile: youtube.caFile },
	);
	const { webSub } = web.settings;
	if (!webSub) throw new Error('WebSub is on in the tests.');
	const webSubHub = createWebSubHub(webSub, agents, () => Promise.resolve());
	activities = webSubActivities({ store: web.store, webSubHub, now });
});
beforeEach(() => {
	web.engine.asked.length = 0;
	web.engine.away = false;
	web.lines.length = 0;
	youtube.setFault({});
});
afterAll(async () => {
	await youtube.close();
	await web.close();
});

/** A sync of a channel of its own. */
async function followed(): Promise<Sync> {
	const { id: channelId, handle, title } = youtube.channels.add();
	await web.store.syncs.keepChannel({ channelId, handle, title, avatarUrl: null });
	return newSync(web.store, { channelId });
}

/** The hub has been asked for it, and has said its word. */
async function asked({ channelId }: Sync) {
	const facts = await activities.askHub({ channelId });
	await youtube.hub.settled();
	return facts;
}

async function subscribed(): Promise<Sync> {
	const sync = await followed();
	await asked(sync);
	expect((await rowOf(sync)).state).toBe('active');
	web.engine.asked.length = 0;
	return sync;
}

async function rowOf({ channelId }: Sync) {
	const row = await web.store.webSubs.get(channelId);
	if (!row) throw new Error('The channel has a subscription.');
	return row;
}

async function addressOf(sync: Sync): Promise<string> {
	return `${web.origin}/api/youtube/websub/${(await rowOf(sync)).token}`;
}

async function intent(sync: Sync, query: Record<string, string>) {
	const address = new URL(await addressOf(sync));
	for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
	const response = await fetch(address);
	return { status: response.status, text: await response.text() };
}

/** As from the hub, signed as the test wants it. */
async function push(sync: Sync, ids: string[], key?: string): Promise<number> {
	const entries = ids.map(
		(id) =>
			`<entry><yt:videoId>${id}</yt:videoId><yt:channelId>${sync.channelId}</yt:channelId></entry>`,
	);
	const body = `<feed>${entries.join('')}</feed>`;
	const secret = key ?? (await web.store.webSubs.secret(sync.channelId)) ?? '';
	const signature = createHmac('sha256', secret).update(body).digest('hex');
	const headers = { 'X-Hub-Signature': `sha256=${signature}` };
	return (await fetch(await addressOf(sync), { method: 'POST', headers, body })).status;
}

const triggers = ({ id }: Sync) => web.engine.asked.filter((what) => what === `trigger ${id}`);
const idOf = () => newVideo().videoId;

describe('a subscription', () => {
	test('is asked for, confirmed to the hub, and lasts as long as the hub says', async () => {
		const sync = await followed();
		expect(await asked(sync)).toMatchObject({ state: 'asked' });
		const { state, leaseUntil } = await rowOf(sync);
		expect(state).toBe('active');
		expect(Number(leaseUntil) - +now()).toBeGreaterThan(9.9 * dayMs);
		expect(web.engine.asked).toEqual([`tell websub ${sync.channelId}`]);
		const ofChannel = youtube.hub.subscriptions.filter(
			({ channelId }) => channelId === sync.channelId,
		);
		expect(ofChannel).toHaveLength(1);
		// Renewed, it is the same one.
		await asked(sync);
		expect(
			youtube.hub.subscriptions.filter(({ channelId }) => channelId === sync.channelId),
		).toHaveLength(1);
	});

	test('nobody else gets confirmed: another topic, mode or address, or long after it was asked', async () => {
		const sync = await followed();
		youtube.setFault({ hub: { status: 503, times: 1 } });
		await asked(sync);
		const topic = topicOf(sync.channelId);
		const subscribe = { 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.challenge': 'abc' };
		const statusOf = async (given: Record<string, string>) =>
			(await intent(sync, { ...subscribe, ...given })).status;
		expect(await statusOf({ 'hub.topic': topicOf(`UC${'x'.repeat(22)}`) })).toBe(404);
		expect(await statusOf({ 'hub.mode': 'unsubscribe' })).toBe(404);
		expect(await statusOf({ 'hub.mode': 'other' })).toBe(404);
		expect(await statusOf({ 'hub.challenge': '' })).toBe(404);
		aheadMs = dayMs + 60_000;
		expect(await statusOf({})).toBe(404);
		aheadMs = 0;
		const wrong = new URL(`${web.origin}/api/youtube/websub/guessed`);
		wrong.search = new URLSearchParams(subscribe).toString();
		expect((await fetch(wrong)).status).toBe(404);
		expect(await rowOf(sync)).toMatchObject({ state: 'refused', leaseUntil: null });
		const confirmed = await intent(sync, { ...subscribe, 'hub.lease_seconds': 'x' });
		expect(confirmed).toEqual({ status: 200, text: 'abc' });
		expect(Number((await rowOf(sync)).leaseUntil) - +now()).toBeGreaterThan(4.9 * dayMs);
	});

	test('a refusal is noted in words, at once or later, and is no error of the sync', async () => {
		const sync = await followed();
		youtube.setFault({ hub: { status: 503, times: 1 } });
		expect(await asked(sync)).toMatchObject({ state: 'refused', leaseLeftMs: null });
		expect((await rowOf(sync)).error).toMatch(
			/^The hub pubsubhubbub\.appspot\.com answered 503/,
		);
		await asked(sync);
		youtube.setFault({ hub: { times: 1 } });
		await asked(sync);
		expect(await rowOf(sync)).toMatchObject({
			...{ state: 'refused', leaseUntil: null },
			error: 'YouTube’s hub has refused the subscription. It says: “Refused by the sandbox”.',
		});
		expect((await web.store.syncs.get(sync.id))?.error).toBeNull();
		expect(await web.store.webSubs.counts()).toMatchObject({
			lastError: expect.stringContaining('Refused by the sandbox') as string,
		});
	});

	test('what the hub never confirms is a refusal, too; what it confirms late is none', async () => {
		const sync = await followed();
		await web.store.webSubs.open(sync.channelId);
		const late = { channelId: sync.channelId, isTooLate: true };
		expect(await activities.readWebSub(late)).toMatchObject({ state: 'refused' });
		expect((await rowOf(sync)).error).toContain('PUBLIC_URL can be reached');
		await asked(sync);
		expect(await activities.readWebSub(late)).toMatchObject({ state: 'active' });
	});

	test('a worker that does not know its public address says so', async () => {
		const sync = await followed();
		const deaf = webSubActivities({ store: web.store, webSubHub: null, now });
		expect(await deaf.askHub(sync)).toMatchObject({ state: 'refused' });
		expect((await rowOf(sync)).error).toContain('set PUBLIC_URL');
	});

	test('is given back when nobody follows the channel any more, and forgotten', async () => {
		const sync = await subscribed();
		const other = await newSync(web.store, { channelId: sync.channelId });
		await web.store.syncs.end(sync.id);
		aheadMs += 60_000;
		await web.webSub.sweep();
		expect((await rowOf(sync)).state).toBe('active');
		await web.store.syncs.end(other.id);
		aheadMs += 60_000;
		await web.webSub.sweep();
		expect((await rowOf(sync)).state).toBe('ending');
		expect(web.engine.asked).toContain(`tell websub ${sync.channelId}`);
		expect(await activities.leaveHub(sync)).toBe(true);
		await youtube.hub.settled();
		expect(
			youtube.hub.subscriptions.filter(({ channelId }) => channelId === sync.channelId),
		).toEqual([]);
		const address = await addressOf(sync);
		await activities.forgetWebSub(sync);
		expect(await web.store.webSubs.get(sync.channelId)).toBeNull();
		expect((await fetch(address, { method: 'POST', body: '<feed/>' })).status).toBe(410);
		expect(await activities.askHub(sync)).toEqual({ state: 'gone', leaseLeftMs: null });
	});

	test('the sweep begins one for each followed channel, and makes up for a Temporal that was away', async () => {
		const sync = await followed();
		const started = () =>
			web.engine.asked.filter((what) => what === `start websub ${sync.channelId}`).length;
		web.engine.away = true;
		aheadMs += 60_000;
		await web.webSub.sweep();
		expect(await web.store.webSubs.get(sync.channelId)).toBeNull();
		web.engine.away = false;
		await web.webSub.sweep();
		expect(started()).toBe(1);
		aheadMs += 60_000;
		await web.webSub.sweep();
		expect(started()).toBe(1);
		// Nobody has asked the hub for days: whoever kept it is lost.
		aheadMs += 2 * dayMs;
		await web.webSub.sweep();
		expect(started()).toBe(2);
	});
});

describe('a push', () => {
	test('of the hub itself has the channel’s syncs look, those of no other and none that is paused', async () => {
		const sync = await subscribed();
		const paused = await newSync(web.store, { channelId: sync.channelId, isPaused: true });
		const other = await subscribed();
		youtube.channels.publish(sync.channelId, { title: 'A & B' });
		await youtube.hub.settled();
		await until('the look', () => triggers(sync).length > 0);
		expect([...triggers(sync), ...triggers(paused), ...triggers(other)]).toHaveLength(1);
		expect(youtube.hub.calls.at(-1)).toMatchObject({ kind: 'video', status: 204 });
	});

	test('not signed by the hub is taken and passed over', async () => {
		const sync = await subscribed();
		expect(await push(sync, [idOf()], 'another secret')).toBe(204);
		const address = await addressOf(sync);
		expect((await fetch(address, { method: 'POST', body: '<feed/>' })).status).toBe(204);
		await until('the notes', () => web.lines.length >= 2);
		expect(web.engine.asked).toEqual([]);
		expect(web.lines.join('\n')).not.toContain((await rowOf(sync)).token);
	});

	test('of what is known, deleted, of another channel or no feed wakes nobody', async () => {
		const sync = await subscribed();
		const video = newVideo();
		await web.store.syncs.saveLook(sync.id, { videos: [video], memory: {} });
		expect(await push(sync, [video.videoId])).toBe(204);
		expect(await push(sync, [])).toBe(204);
		const { id: gone } = youtube.channels.publish(sync.channelId, { access: 'private' });
		youtube.channels.removeVideo(gone);
		await youtube.hub.settled();
		expect(youtube.hub.calls.at(-1)).toMatchObject({ kind: 'deleted', status: 204 });
		// The last word, so that there is something to wait for.
		expect(await push(sync, [idOf()])).toBe(204);
		await until('the look', () => web.engine.asked.length > 0);
		expect(triggers(sync)).toHaveLength(1);
	});

	test('too large is refused', async () => {
		const sync = await subscribed();
		const body = 'x'.repeat(70_000);
		expect((await fetch(await addressOf(sync), { method: 'POST', body })).status).toBe(413);
	});

	test('a burst is one look; what came meanwhile is looked for a minute later, until it is found', async () => {
		const sync = await subscribed();
		const ids = Array.from({ length: 20 }, idOf);
		await Promise.all(ids.map((id) => push(sync, [id])));
		await until('the look', () => triggers(sync).length > 0);
		await web.webSub.sweep();
		expect(triggers(sync)).toHaveLength(1);
		const [first = '', ...later] = ids;
		const found = (some: string[]) =>
			web.store.syncs.saveLook(sync.id, {
				...{ videos: some.map((videoId) => newVideo({ videoId })), memory: {} },
			});
		await found([first]);
		aheadMs += 61_000;
		await web.webSub.sweep();
		expect(triggers(sync)).toHaveLength(2);
		await found(later);
		aheadMs += 5 * 60_000;
		await web.webSub.sweep();
		expect(triggers(sync)).toHaveLength(2);
	});

	test('is not lost while Temporal is away', async () => {
		const sync = await subscribed();
		web.engine.away = true;
		expect(await push(sync, [idOf()])).toBe(204);
		await until('the note', () => web.lines.some((line) => line.includes('woken')));
		expect(triggers(sync)).toEqual([]);
		web.engine.away = false;
		await web.webSub.sweep();
		expect(triggers(sync)).toHaveLength(1);
	});
});
