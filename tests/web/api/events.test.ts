import { randomUUID } from 'node:crypto';
import { deliveryActivities } from '../../../activities/delivery';
import { createCaller } from '../../../services/delivery/createCaller';
import { createDelivery } from '../../../services/delivery/delivery';
import { createAgents } from '../../../services/http/agents';
import { decided, newSync, newVideo } from '../../services/store/syncs/syncSamples';
import { startReceiver } from '../../support/receiver';
import { api } from '../support/api';
import { connectedWeb } from '../support/connectedWeb';
import { operatorToken, type WebUnderTest } from '../support/startWebUnderTest';

let web: WebUnderTest;
beforeAll(async () => {
	web = await connectedWeb();
});
afterAll(() => web.close());

async function repost(caption = 'A caption'): Promise<string> {
	const video = randomUUID().replaceAll('-', '').slice(0, 11);
	const body = { account: 'sandbox_creator', video, caption, ownContent: true };
	return String((await api(web, 'POST', '/reposts', body)).body.id);
}

interface Feed {
	items: {
		id: string;
		type: string;
		nextStep: string | null;
		caption: string;
		repost: { id: string };
	}[];
	nextCursor: string;
}
const events = async (query = '') =>
	(await api(web, 'GET', `/events${query}`)).body as unknown as Feed;

test('the feed starts now, and gives from there on everything once, in order', async () => {
	const before = await repost();
	await web.store.reposts.finish(before, 1, 'delivered', {});
	const start = await events();
	expect(start.items).toEqual([]);

	const first = await repost();
	const second = await repost();
	await web.store.reposts.enter(first, 1, 'needsAttention', { nextStep: 'Connect again.' });
	await web.store.reposts.finish(second, 1, 'delivered', { nextStep: 'Open the inbox.' });
	await web.store.reposts.finish(first, 1, 'failed', {
		error: { code: 'internal', message: 'No.' },
	});

	const page = await events(`?cursor=${start.nextCursor}&limit=2`);
	expect(page.items.map(({ type, repost: { id } }) => [type, id])).toEqual([
		['repost.needsAttention', first],
		['repost.delivered', second],
	]);
	expect(page.items[0]).toMatchObject({ nextStep: 'Connect again.', caption: 'A caption' });
	const rest = await events(`?cursor=${page.nextCursor}`);
	expect(rest.items.map(({ type }) => type)).toEqual(['repost.failed']);
	expect((await events(`?cursor=${rest.nextCursor}`)).items).toEqual([]);
	const again = await events(`?cursor=${start.nextCursor}&types=repost.failed`);
	expect(again.items).toEqual(rest.items);
});

test('a Short that was announced is told with what is known of it', async () => {
	const { nextCursor: cursor } = await events();
	const { id: accountId } = await web.store.accounts.find('sandbox_creator');
	const sync = await newSync(web.store, { accountId, action: 'announce' });
	const video = newVideo({ title: 'Cats', description: 'About cats' });
	await web.store.syncs.saveLook(sync.id, { videos: [video], memory: {} });
	await web.store.syncs.announce(sync.id, video.videoId, decided('announced', 'chosen'));
	// The sync is no more by the time it is heard of.
	await web.store.syncs.end(sync.id);
	const { items } = (await api(web, 'GET', `/events?cursor=${cursor}&types=short.found`)).body;
	expect(items).toEqual([
		{
			...{ id: expect.stringMatching(/^evt_/) as string, type: 'short.found', accountId },
			...{ at: expect.any(String) as string, repost: null, nextStep: null, caption: null },
			short: {
				...{ video: video.videoId, url: `https://www.youtube.com/shorts/${video.videoId}` },
				...{ title: 'Cats', description: 'About cats', publishedAt: video.publishedAt },
				...{ channelId: sync.channelId, channel: 'Ana', syncId: sync.id },
			},
		},
	]);
	const others = await events(`?cursor=${cursor}&types=repost.failed`);
	expect(others.items).toEqual([]);
});

test('a webhook for new Shorts gets them', async () => {
	const { id: accountId } = await web.store.accounts.find('sandbox_creator');
	const receiver = await startReceiver();
	try {
		const { hook } = await web.deliveries.addHook({
			owner: { accountId, clientId: null },
			...{ url: `${receiver.origin}/new`, types: ['short.found'] },
		});
		const sync = await newSync(web.store, { accountId, action: 'announce' });
		const video = newVideo();
		await web.store.syncs.saveLook(sync.id, { videos: [video], memory: {} });
		await web.store.syncs.announce(sync.id, video.videoId, decided('announced', 'chosen'));
		const caller = createCaller(createAgents(web.settings.network));
		const delivery = createDelivery(web.store, caller);
		const activities = deliveryActivities({ store: web.store, delivery });
		expect(await activities.postEvents({ hookId: hook.id })).toBe('done');
		expect(receiver.calls).toMatchObject([
			{ body: { type: 'short.found', short: { video: video.videoId } } },
		]);
		expect(await web.store.hooks.get(hook.id)).toMatchObject({ types: ['short.found'] });
	} finally {
		await receiver.close();
	}
});

test('events written at the same time are all found by a reader that never stops', async () => {
	const ids = await Promise.all(Array.from({ length: 12 }, () => repost()));
	let { nextCursor: cursor } = await events();
	const finishing = Promise.all(
		ids.map((id) => web.store.reposts.finish(id, 1, 'published', { postId: '1' })),
	);
	const seen: string[] = [];
	while (seen.length < ids.length) {
		const page = await events(`?cursor=${cursor}&limit=3`);
		seen.push(...page.items.map(({ repost: { id } }) => id));
		cursor = page.nextCursor;
	}
	await finishing;
	expect(seen.sort()).toEqual([...ids].sort());
});

test.each(['?cursor=nonsense', '?types=repost.exploded', '?limit=0'])(
	'%s is refused in words',
	async (query) => {
		expect(await api(web, 'GET', `/events${query}`)).toMatchObject({ status: 400 });
	},
);

test('as a stream the same events come by themselves, each with its place', async () => {
	const id = await repost();
	const stop = new AbortController();
	const { nextCursor } = await events();
	const response = await fetch(`${web.origin}/api/v1/events?cursor=${nextCursor}`, {
		headers: { Accept: 'text/event-stream', Authorization: `Bearer ${operatorToken}` },
		signal: stop.signal,
	});
	expect(response.headers.get('content-type')).toContain('text/event-stream');
	await web.store.reposts.finish(id, 1, 'delivered', {});
	let text = '';
	const decoder = new TextDecoder();
	for await (const chunk of response.body ?? []) {
		text += decoder.decode(chunk as Uint8Array, { stream: true });
		if (text.includes('repost.delivered') && text.endsWith('\n\n')) break;
	}
	stop.abort();
	expect(text).toContain('event: ready');
	expect(text).toContain(id);
	const place =
		/event: repost\.delivered\n(?:data: .*\n)?id: (\S+)/.exec(text)?.[1] ??
		/id: (\S+)\n*$/.exec(text.trim())?.[1];
	expect((await events(`?cursor=${place ?? ''}`)).items).toEqual([]);
});
