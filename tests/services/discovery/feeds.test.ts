import { discoveryBench, type DiscoveryBench, idsFound, idsOf } from './discoveryBench';

let bench: DiscoveryBench;

beforeAll(async () => {
	bench = await discoveryBench();
});
afterEach(() => bench.calm());
afterAll(() => bench.close());

describe('a look by the feeds', () => {
	test('finds the Shorts with title, description and date, in one request', async () => {
		const { channel } = bench.channelWith(2);
		const odd = bench.standIn.channels.publish(channel.id, {
			title: 'Tom & “Jerry” <3 日本語 🎬',
			description: 'First line\n\nhttps://example.com/?a=1&b=2 #a #b',
		});
		const listing = await bench.look(channel);
		expect(listing.videos[0]).toMatchObject({
			videoId: odd.id,
			title: odd.title,
			description: odd.description,
			publishedAt: odd.publishedAt.replace(/\.\d+Z$/, '.000Z'),
			isShort: true,
			access: null,
		});
		expect(listing).toMatchObject({
			isWhole: true,
			sources: [{ source: 'rss', isOk: true, found: 3, requests: 1, error: null }],
		});
		expect(bench.counted).toEqual([]);
	});

	test('reads the uploads where there is no feed of Shorts: a Short is what is linked as one', async () => {
		const { channel, videos } = bench.channelWith(1);
		const [short] = videos;
		const wide = bench.standIn.channels.publish(channel.id, {
			...{ isShort: false, width: 1280, height: 720, durationSec: 900 },
		});
		bench.standIn.channels.change(channel.id, { hasShortsList: false });
		const listing = await bench.look(channel);
		expect(listing.sources).toMatchObject([{ source: 'rss', isOk: true, requests: 2 }]);
		expect(listing.videos).toMatchObject([
			{ videoId: wide.id, isShort: null },
			{ videoId: short?.id, isShort: true },
		]);
	});

	test('asks conditionally where a feed carries an ETag', async () => {
		const { channel, videos } = bench.channelWith(20);
		bench.standIn.setFeedValidators(true);
		const known = idsOf(videos);
		const first = await bench.look(channel, { known });
		const idle = await bench.look(channel, { known, memory: first.memory });
		expect(idle.sources).toMatchObject([{ isOk: true, isUnchanged: true, requests: 1 }]);
		const fresh = bench.standIn.channels.publish(channel.id);
		const next = await bench.look(channel, { known, memory: idle.memory });
		expect(idsFound(next)[0]).toBe(fresh.id);
	});

	test('reads the whole feed anew where it carries none, as YouTube’s are', async () => {
		const { channel, videos } = bench.channelWith(2);
		const known = idsOf(videos);
		const first = await bench.look(channel, { known });
		const idle = await bench.look(channel, { known, memory: first.memory });
		expect(idle.sources).toMatchObject([{ found: 2, requests: 1, isUnchanged: false }]);
	});

	test('keeps no ETag of a feed that does not reach a known video', async () => {
		const { channel } = bench.channelWith(20);
		bench.standIn.setFeedValidators(true);
		bench.standIn.setFault({ channelPages: { status: 500 } });
		const first = await bench.look(channel);
		expect(first).toMatchObject({ isWhole: false });
		expect(first.sources).toMatchObject([{ source: 'rss', isOk: true }, { isOk: false }]);
		const next = await bench.look(channel, { memory: first.memory });
		expect(next.sources[0]).toMatchObject({ isUnchanged: false, found: 15 });
	});
});

describe('a feed that fails', () => {
	const faults = {
		'a 404 spell': { status: 404 },
		'a 500 spell': { status: 500 },
		'a 304 that nobody has asked for': { status: 304 },
		'a feed that is cut off': {},
	};
	test.each(Object.entries(faults))('%s: yt-dlp finds what it hides', async (_, fault) => {
		const { channel, videos } = bench.channelWith(3);
		bench.standIn.setFault({ feeds: fault });
		const listing = await bench.look(channel);
		expect(listing.sources).toMatchObject([
			{
				source: 'rss',
				isOk: false,
				found: 0,
				error: { code: expect.stringMatching(/^youtube_/) as unknown },
			},
			{ source: 'ytDlp', isOk: true, found: 3 },
		]);
		expect(idsFound(listing)).toEqual(idsOf(videos));
		expect(listing.isWhole).toBe(true);
	});

	test('an empty feed of a channel that had videos is not believed', async () => {
		const { channel, videos } = bench.channelWith(1);
		const { memory } = await bench.look(channel);
		for (const { id } of videos) bench.standIn.channels.changeVideo(id, { access: 'private' });
		const listing = await bench.look(channel, { memory });
		expect(listing.sources.map(({ isOk }) => isOk)).toEqual([false, false]);
		expect(listing.sources[0]?.error?.message).toMatch(/is empty, though/);
	});

	test('when every source fails the look says so, keeps its memory and finds nothing', async () => {
		const { channel } = bench.channelWith(3);
		bench.standIn.setFeedValidators(true);
		const { memory } = await bench.look(channel);
		bench.standIn.setFault({ feeds: { status: 404 }, channelPages: { status: 500 } });
		const listing = await bench.look(channel, { memory });
		expect(listing).toMatchObject({ videos: [], isWhole: false });
		expect(listing.sources).toMatchObject([
			{ source: 'rss', isOk: false, requests: 2, error: { code: 'youtube_try_later' } },
			{ source: 'ytDlp', isOk: false, error: { code: 'youtube_unreachable' } },
		]);
		bench.standIn.setFault({});
		const { sources } = await bench.look(channel, { memory: listing.memory });
		expect(sources).toMatchObject([{ source: 'rss', isOk: true }]);
	});

	test('memory that cannot be read is forgotten', async () => {
		const { channel } = bench.channelWith(1);
		const memory = { feedTag: 7, pause: 'for ever' };
		expect((await bench.look(channel, { memory })).sources).toMatchObject([{ isOk: true }]);
	});
});
