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
