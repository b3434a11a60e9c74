import { sandboxApiKey } from '../../../sandbox/youtube/dataApi/dataApi';
import { patience } from '../youtube/youtubeBench';
import { discoveryBench, type DiscoveryBench, idsFound, idsOf, withKey } from './discoveryBench';

let bench: DiscoveryBench;

beforeAll(async () => {
	bench = await discoveryBench();
});
afterEach(() => bench.calm());
afterAll(() => bench.close());

describe('a look by the Data API', () => {
	test('finds the channel’s Shorts with what the API tells, in one request', async () => {
		const { channel, videos } = bench.channelWith(3);
		const listing = await bench.look(channel, { client: bench.client(withKey) });
		expect(idsFound(listing)).toEqual(idsOf(videos));
		expect(listing.videos[0]).toEqual({
			videoId: videos[0]?.id,
			title: 'Short 1',
			description: videos[0]?.description,
			publishedAt: videos[0]?.publishedAt.replace(/\.\d+Z$/, '.000Z'),
			durationSec: null,
			widthPx: null,
			heightPx: null,
			isShort: true,
			live: null,
			access: 'public',
			startsAt: null,
		});
		expect(listing).toMatchObject({
			isWhole: true,
			sources: [
				{
					source: 'dataApi',
					isOk: true,
					found: 3,
					requests: 1,
					isUnchanged: false,
					error: null,
				},
			],
		});
		expect(bench.counted).toEqual(['Data API playlistItems.list']);
		expect(bench.standIn.requests()).toHaveLength(1);
	});

	test('costs one conditional request when nothing is new, and notices the next Short', async () => {
		const { channel, videos } = bench.channelWith(2);
		const client = bench.client(withKey);
		const known = idsOf(videos);
		const first = await bench.look(channel, { client, known });
		bench.standIn.forget();
		const idle = await bench.look(channel, { client, known, memory: first.memory });
		expect(idle.sources).toMatchObject([{ isOk: true, isUnchanged: true, requests: 1 }]);
		expect(idle).toMatchObject({ videos: [], isWhole: true });
		expect(bench.standIn.requests()).toMatchObject([{ status: 304 }]);

		const fresh = bench.standIn.channels.publish(channel.id);
		const next = await bench.look(channel, { client, known, memory: idle.memory });
		expect(idsFound(next)[0]).toBe(fresh.id);
	});

	test('falls back to the uploads where there is no list of Shorts, and asks for that list again later', async () => {
		const { channel, videos } = bench.channelWith(2);
		bench.standIn.channels.change(channel.id, { hasShortsList: false });
		let now = new Date();
		const client = bench.client({ ...withKey, now: () => now });
		const known = idsOf(videos);
		const first = await bench.look(channel, { client, known });
		expect(idsFound(first)).toEqual(idsOf(videos));
		expect(first.videos.map(({ isShort }) => isShort)).toEqual([null, null]);
		expect(first.sources).toMatchObject([{ isOk: true, requests: 2 }]);

		const idle = await bench.look(channel, { client, known, memory: first.memory });
		expect(idle.sources).toMatchObject([{ isUnchanged: true, requests: 1 }]);

		bench.standIn.channels.change(channel.id, { hasShortsList: true });
		now = new Date(now.getTime() + 7 * 3_600_000);
		const later = await bench.look(channel, { client, known, memory: idle.memory });
		expect(later.videos.map(({ isShort }) => isShort)).toEqual([true, true]);
	});

	test('reads on over its pages until it meets a known video', async () => {
		const { channel, videos } = bench.channelWith(130);
		const listing = await bench.look(channel, {
			client: bench.client(withKey),
			known: idsOf(videos.slice(70)),
		});
		expect(idsFound(listing)).toEqual(idsOf(videos.slice(0, 100)));
		expect(listing).toMatchObject({ isWhole: true, sources: [{ requests: 2 }] });
	});

	test('reads as deep as it is told, or to the end', async () => {
		const { channel, videos } = bench.channelWith(120);
		const client = bench.client(withKey);
		const known = idsOf(videos);
		const some = await bench.look(channel, { client, known, depth: 60 });
		expect(some.videos).toHaveLength(100);
		const all = await bench.look(channel, { client, known, depth: 'all', memory: some.memory });
		expect(idsFound(all)).toEqual(known);
		expect(all.sources).toMatchObject([{ requests: 3 }]);
	});

	test('does not take a look that broke off for a whole one, nor its ETag', async () => {
		const { channel, videos } = bench.channelWith(60);
		const client = bench.client(withKey);
		const known = idsOf(videos.slice(55));
		bench.standIn.setFault({ channelPages: { status: 500 }, feeds: { status: 500 } });
		// The first page comes, the second does not.
		bench.standIn.setQuota(bench.standIn.usedUnits() + 1);
		const broken = await bench.look(channel, { client, known });
		expect(broken.isWhole).toBe(false);
		expect(broken.sources.map(({ isOk }) => isOk)).toEqual([false, false, false]);
		expect(broken.videos).toHaveLength(50);

		bench.calm();
		const next = await bench.look(channel, {
			client: bench.client(withKey),
			known,
			memory: { ...broken.memory, pause: null },
		});
		expect(next).toMatchObject({ isWhole: true, sources: [{ isUnchanged: false }] });
		expect(next.videos).toHaveLength(60);
	});

	test('leaves the end of a very long channel to yt-dlp, and is spared for some hours if that fails', async () => {
		const { channel, videos } = bench.channelWith(120);
		let now = new Date();
		const client = bench.client({ ...withKey, mostPages: 2, now: () => now });
		bench.standIn.setFault({ channelPages: { status: 500 } });
		const tooLong = await bench.look(channel, { client, depth: 'all' });
		expect(tooLong).toMatchObject({
			isWhole: false,
			sources: [
				{ source: 'dataApi', isOk: true, found: 100, requests: 2 },
				{ source: 'ytDlp', isOk: false },
			],
		});
		bench.standIn.setFault({});
		const ask = { client, depth: 'all', memory: tooLong.memory } as const;
		const whole = await bench.look(channel, ask);
		expect(whole).toMatchObject({
			isWhole: true,
			sources: [
				{ source: 'dataApi', requests: 1 },
				{ source: 'ytDlp', isOk: true },
			],
		});
		expect(idsFound(whole)).toEqual(idsOf(videos));
		now = new Date(now.getTime() + 7 * 3_600_000);
		const later = await bench.look(channel, ask);
		expect(later.sources).toMatchObject([{ requests: 2 }, { source: 'ytDlp' }]);
		const known = idsOf(videos);
		const next = await bench.look(channel, { client, known, memory: later.memory });
		expect(next).toMatchObject({ isWhole: true, sources: [{ requests: 1 }] });
	});

	test('does not believe an empty list of a channel that had videos, and asks the others', async () => {
		const { channel, videos } = bench.channelWith(1);
		const client = bench.client(withKey);
		const { memory } = await bench.look(channel, { client });
		for (const { id } of videos) bench.standIn.channels.removeVideo(id);
		const empty = await bench.look(channel, { client, memory });
		expect(empty).toMatchObject({ videos: [], isWhole: false, memory: { apiTag: null } });
		expect(empty.sources.map(({ source, isOk }) => [source, isOk])).toEqual([
			...[
				['dataApi', false],
				['rss', false],
				['ytDlp', false],
			],
		]);
		expect(empty.sources[0]?.error?.message).toMatch(/shows no videos .* though it had some/);
	});
});

describe('a refusal of the Data API', () => {
	test('a wrong key has its own code, is not sent at every look, and the feeds go on', async () => {
		const { channel, videos } = bench.channelWith(2);
		const client = bench.client({ apiKey: 'AIzaWrong' });
		const listing = await bench.look(channel, { client });
		expect(listing.sources).toMatchObject([
			{ source: 'dataApi', isOk: false, requests: 1, error: { code: 'youtube_key_refused' } },
			{ source: 'rss', isOk: true, found: 2 },
		]);
		expect(idsFound(listing)).toEqual(idsOf(videos));
		bench.standIn.forget();
		const again = await bench.look(channel, { client, memory: listing.memory });
		expect(again.sources).toMatchObject([
			{ source: 'dataApi', isOk: false, requests: 0, error: { code: 'youtube_key_refused' } },
			{ source: 'rss', isOk: true },
		]);
		expect(bench.standIn.requests()).toHaveLength(1);
		// Another key is asked at once.
		const right = await bench.look(channel, {
			client: bench.client(withKey),
			memory: again.memory,
		});
		expect(right.sources).toMatchObject([{ source: 'dataApi', isOk: true }]);
	});

	test('an API that is not switched on says so', async () => {
		const { channel } = bench.channelWith(1);
		bench.standIn.setFault({ dataApi: { reason: 'notEnabled' } });
		const { sources } = await bench.look(channel, { client: bench.client(withKey) });
		expect(sources[0]?.error?.message).toMatch(/has not switched on “YouTube Data API v3”/);
	});

	test('a used-up quota pauses the source until midnight in California, also after a restart', async () => {
		const { channel } = bench.channelWith(2);
		bench.standIn.setFault({ dataApi: { reason: 'quotaExceeded', times: 1 } });
		let now = new Date('2026-11-27T23:00:00Z');
		const at = { ...withKey, now: () => now };
		const listing = await bench.look(channel, { client: bench.client(at) });
		expect(listing.sources).toMatchObject([
			{ isOk: false, error: { code: 'youtube_quota' } },
			{ source: 'rss', isOk: true, found: 2 },
		]);
		bench.counted.length = 0;

		now = new Date('2026-11-28T07:59:00Z');
		const restarted = bench.client(at);
		const paused = await bench.look(channel, { client: restarted, memory: listing.memory });
		expect(paused.sources).toMatchObject([
			{
				requests: 0,
				error: {
					code: 'youtube_quota',
					message: expect.stringContaining('08:00:00') as unknown,
				},
			},
			{ source: 'rss', isOk: true },
		]);
		// The first channel that it looks at tells it for the others.
		const { channel: other } = bench.channelWith(1);
		expect((await bench.look(other, { client: restarted })).sources).toMatchObject([
			{ requests: 0 },
			{ source: 'rss' },
		]);
		expect(bench.counted).toEqual([]);

		now = new Date('2026-11-28T08:00:01Z');
		const after = await bench.look(channel, { client: restarted, memory: paused.memory });
		expect(after.sources).toMatchObject([{ source: 'dataApi', isOk: true }]);
	});

	test('trouble at Google pauses nothing', async () => {
		const { channel } = bench.channelWith(1);
		const client = bench.client(withKey);
		bench.standIn.setFault({ dataApi: { reason: 'backendError', times: 1 } });
		const listing = await bench.look(channel, { client });
		expect(listing.sources).toMatchObject([
			{ error: { code: 'youtube_try_later' } },
			{ source: 'rss', isOk: true },
		]);
		const next = await bench.look(channel, { client, memory: listing.memory });
		expect(next.sources).toMatchObject([{ source: 'dataApi', isOk: true }]);
	});
});

test('the key is in no address, log, memory or report', async () => {
	const { channel } = bench.channelWith(60);
	const client = bench.client(withKey);
	const listing = await bench.look(channel, { client, depth: 'all' });
	await client.details(idsFound(listing).slice(0, 2), patience());
	await client.findChannel({ kind: 'handle', handle: channel.handle.slice(1) }, patience());
	bench.standIn.setFault({ dataApi: { reason: 'badKey' } });
	const refused = await bench.look(channel, { client });
	await client.details(idsFound(listing).slice(0, 1), patience());
	const words = JSON.stringify([listing, refused, bench.logged, bench.standIn.requests()]);
	expect(bench.standIn.requests().length).toBeGreaterThan(5);
	expect(words).not.toContain(sandboxApiKey);
});
