import { generatedChannelId } from '../../../sandbox/youtube/channels/generated';
import { discoveryBench, type DiscoveryBench, idsFound, idsOf } from './discoveryBench';

let bench: DiscoveryBench;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

beforeAll(async () => {
	bench = await discoveryBench();
});
afterEach(() => bench.calm());
afterAll(() => bench.close());

describe('a look that goes deeper than the feeds', () => {
	test('reads the Shorts tab over its pages where the feed meets no known video, and merges by id', async () => {
		const { channel, videos } = bench.channelWith(70);
		const known = idsOf(videos.slice(60));
		const listing = await bench.look(channel, { known });
		expect(listing.sources).toMatchObject([
			{ source: 'rss', isOk: true, found: 15 },
			{ source: 'ytDlp', isOk: true, found: 70, requests: 2 },
		]);
		expect(idsFound(listing)).toEqual(idsOf(videos));
		expect(listing.isWhole).toBe(true);
		// What the feed told stays with those it had.
		expect(listing.videos[14]?.publishedAt).not.toBeNull();
		expect(listing.videos[15]).toMatchObject({ publishedAt: null, isShort: true });
	});

	test('does so for a backfill, and no deeper than it wants', async () => {
		const { channel, videos } = bench.channelWith(120);
		const known = idsOf(videos);
		const some = await bench.look(channel, { known, depth: 20 });
		expect(some.videos).toHaveLength(100);
		expect(some.isWhole).toBe(true);
		const all = await bench.look(channel, { known, depth: 'all' });
		expect(idsFound(all)).toEqual(known);
	});

	test('reads on where a first look finds a feed full of Shorts from after the sync', async () => {
		const { channel, videos } = bench.channelWith(20);
		const all = await bench.look(channel, { since: hoursAgo(20.5) });
		expect(idsFound(all)).toEqual(idsOf(videos));
		expect(all.isWhole).toBe(true);
		const some = await bench.look(channel, { since: hoursAgo(14.5) });
		expect(some).toMatchObject({ isWhole: true, sources: [{ source: 'rss', found: 15 }] });
	});

	test('asks how old the last of a hundred is when it knows none of them', async () => {
		bench.standIn.setFault({ feeds: { status: 500 } });
		const { channel, videos } = bench.channelWith(130);
		const some = await bench.look(channel, { since: hoursAgo(99.5) });
		expect(idsFound(some)).toEqual(idsOf(videos.slice(0, 100)));
		expect(some.isWhole).toBe(true);
		const all = await bench.look(channel, { since: hoursAgo(100.5) });
		expect(idsFound(all)).toEqual(idsOf(videos));
	});

	test('reads to the end when the gap is larger than the first hundred', async () => {
		const { channel, videos } = bench.channelWith(130);
		const listing = await bench.look(channel, { known: [videos[128]?.id ?? ''] });
		expect(idsFound(listing)).toEqual(idsOf(videos));
		expect(listing.isWhole).toBe(true);
	});
});

test('a channel without a Shorts tab has no Shorts; one that had some is not believed', async () => {
	const channel = bench.standIn.channels.add();
	bench.standIn.setFault({ feeds: { status: 500 } });
	const empty = await bench.look(channel);
	expect(empty).toMatchObject({ videos: [], isWhole: true });
	expect(empty.sources).toMatchObject([
		{ isOk: false },
		{ source: 'ytDlp', isOk: true, found: 0 },
	]);
	const before = await bench.look(channel, { memory: { hadVideos: true } });
	expect(before.sources).toMatchObject([{ isOk: false }, { source: 'ytDlp', isOk: false }]);
});

test('a spell of broken feeds lets few looks wait for yt-dlp; the others try again next time', async () => {
	bench.standIn.setFault({ feeds: { status: 500 } });
	const client = bench.client();
	const channels = Array.from({ length: 12 }, () => bench.channelWith(1).channel);
	const looks = await Promise.all(channels.map((channel) => bench.look(channel, { client })));
	const errors = looks.map(({ sources }) => sources.at(-1)?.error?.code ?? null);
	expect(errors.filter((code) => code === null)).toHaveLength(8);
	expect(errors.filter((code) => code === 'youtube_try_later')).toHaveLength(4);
	expect(looks.filter(({ isWhole }) => isWhole)).toHaveLength(8);
	// Their places are free again.
	const next = await bench.look(channels[11] ?? bench.channelWith(1).channel, { client });
	expect(next.isWhole).toBe(true);
});

test('an abort ends yt-dlp and is no failure of a source', async () => {
	const { channel } = bench.channelWith(1);
	bench.standIn.setFault({ feeds: { status: 500 } });
	const controller = new AbortController();
	const look = bench.client().list(channel.id, {
		memory: {},
		isKnown: () => Promise.resolve(new Set<string>()),
		signal: controller.signal,
	});
	controller.abort(new Error('enough'));
	await expect(look).rejects.toThrow('enough');
});

test('generated channels are answered for by every source', async () => {
	bench.standIn.channels.generate({ count: 10_000, videosEach: 30 });
	const id = generatedChannelId(9_999);
	const channel = bench.standIn.channels.get(id);
	expect(channel.handle).toBe('@generated9999');
	const listing = await bench.look(channel);
	expect(listing.videos).toHaveLength(30);
	const fresh = bench.standIn.channels.publish(id, { title: 'Fresh' });
	const next = await bench.look(channel, { known: idsFound(listing) });
	expect(idsFound(next)[0]).toBe(fresh.id);
	expect(() => bench.standIn.channels.get(generatedChannelId(10_000))).toThrow();
});
