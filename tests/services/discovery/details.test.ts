import type { VideoInput } from '../../../sandbox/youtube/channels/channel';
import { patience } from '../youtube/youtubeBench';
import { discoveryBench, type DiscoveryBench, withKey } from './discoveryBench';

let bench: DiscoveryBench;

beforeAll(async () => {
	bench = await discoveryBench();
});
afterEach(() => bench.calm());
afterAll(() => bench.close());

const hour = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();

async function detailsOf(input: VideoInput, key: { apiKey: string } | object) {
	const channel = bench.standIn.channels.add();
	const { id } = bench.standIn.channels.publish(channel.id, input);
	bench.standIn.forget();
	return (await bench.client(key).details([id], patience())).get(id);
}

const wide = { isShort: false, width: 1280, height: 720 };

describe.each([
	['by the Data API', withKey],
	['by yt-dlp', {}],
])('details %s', (_, key) => {
	const isApi = 'apiKey' in key;

	test('tell text, date, length, shape and access', async () => {
		const publishedAt = '2026-11-20T10:00:00.000Z';
		const input = { title: 'Hello', description: 'World\n#a', publishedAt, durationSec: 31 };
		expect(await detailsOf(input, key)).toMatchObject({
			title: 'Hello',
			description: 'World\n#a',
			publishedAt,
			durationSec: 31,
			widthPx: isApi ? 563 : 720,
			heightPx: isApi ? 1000 : 1280,
			isShort: isApi ? null : true,
			live: 'none',
			access: 'public',
		});
	});

	test('a premiere is known, with the time when it begins', async () => {
		const startsAt = hour(5).replace(/\.\d+Z$/, '.000Z');
		expect(await detailsOf({ live: 'premiere', startsAt }, key)).toMatchObject({
			live: 'premiere',
			startsAt,
			durationSec: 7,
		});
	});

	test('a stream is upcoming, live, then over', async () => {
		const startsAt = hour(5);
		const upcoming = await detailsOf({ ...wide, live: 'upcoming', startsAt }, key);
		expect(upcoming).toMatchObject({ live: 'upcoming' });
		expect(await detailsOf({ ...wide, live: 'live', startsAt: hour(-1) }, key)).toMatchObject({
			live: 'live',
		});
		expect(await detailsOf({ ...wide, live: 'ended', startsAt: hour(-1) }, key)).toMatchObject({
			live: 'ended',
		});
	});

	test('an unlisted one says so; one that is being processed has no length', async () => {
		expect(await detailsOf({ access: 'unlisted' }, key)).toMatchObject({ access: 'unlisted' });
		expect(await detailsOf({ isProcessing: true }, key)).toMatchObject({ durationSec: null });
	});

	test('a private one is private, not gone', async () => {
		expect(await detailsOf({ access: 'private' }, key)).toMatchObject({
			...{ access: 'private', title: '' },
		});
	});

	test('a removed one is missing', async () => {
		const channel = bench.standIn.channels.add();
		const { id } = bench.standIn.channels.publish(channel.id);
		bench.standIn.channels.removeVideo(id);
		expect(await bench.client(key).details([id], patience())).toEqual(new Map());
	});
});

test('yt-dlp knows what is for members only', async () => {
	expect(await detailsOf({ access: 'membersOnly' }, {})).toMatchObject({ access: 'membersOnly' });
});

describe('whether YouTube shows it under /shorts/', () => {
	const heads = () => bench.standIn.requests().filter(({ method }) => method === 'HEAD');

	test('is not asked where shape and length tell', async () => {
		await detailsOf({}, withKey);
		await detailsOf({ ...wide, durationSec: 900 }, withKey);
		expect(heads()).toEqual([]);
	});

	test('tells a premiere that is over from a stream that is over', async () => {
		const startsAt = hour(-2);
		const premiere = await detailsOf({ live: 'premiere', startsAt }, withKey);
		expect(premiere).toMatchObject({ isShort: true, live: 'none' });
		expect(heads()).toMatchObject([{ status: 200 }]);
		const stream = await detailsOf({ live: 'ended', startsAt, isShort: false }, withKey);
		expect(stream).toMatchObject({ isShort: false, live: 'ended' });
		expect(heads()).toMatchObject([{ status: 303 }]);
	});

	test('is no right after the upload: yt-dlp says so too, and the facts are there to decide by', async () => {
		const input = { shownAsShortFrom: hour(3) };
		expect(await detailsOf(input, {})).toMatchObject({
			...{ isShort: false, durationSec: 7, widthPx: 720, heightPx: 1280 },
		});
	});
});

test('fifty and more are asked in batches; each costs one unit', async () => {
	const { videos } = bench.channelWith(70);
	const ids = videos.map(({ id }) => id);
	const found = await bench.client(withKey).details(ids, patience());
	expect([...found.keys()].sort()).toEqual([...ids].sort());
	expect(bench.counted).toEqual(['Data API videos.list', 'Data API videos.list']);
	expect(bench.standIn.usedUnits()).toBeGreaterThanOrEqual(2);
});

test('each is told of at once, so that an abort leaves what is known', async () => {
	const { videos } = bench.channelWith(7);
	const [gone = '', there = '', ...later] = videos.map(({ id }) => id);
	bench.standIn.channels.removeVideo(gone);
	const told = new Map<string, string | null>();
	const enough = new AbortController();
	const failed = bench.client().details([gone, there, ...later], enough.signal, (id, video) => {
		told.set(id, video && video.title);
		if (told.has(gone) && told.has(there)) enough.abort(new Error('enough'));
	});
	await expect(failed).rejects.toThrow('enough');
	expect([told.get(gone), told.get(there)]).toEqual([null, 'Short 2']);
	expect(told.size).toBeLessThan(7);
});

test('what YouTube does not tell now is a Problem, never “gone”', async () => {
	const { videos } = bench.channelWith(1);
	const [video] = videos;
	bench.standIn.setFault({ unplayable: 'rateLimited' });
	await expect(bench.client().details([video?.id ?? ''], patience())).rejects.toMatchObject({
		code: 'youtube_rate_limited',
	});
	bench.standIn.setFault({ unplayable: 'botCheck' });
	await expect(bench.client().details([video?.id ?? ''], patience())).rejects.toMatchObject({
		code: 'youtube_needs_cookies',
	});
	bench.standIn.setFault({ unplayable: 'unavailable' });
	const vague = await bench.client().details([video?.id ?? ''], patience());
	expect(vague.get(video?.id ?? '')).toMatchObject({ access: null });
});

test('what yt-dlp meets with one video alone is that video’s, and stops no other', async () => {
	const { videos } = bench.channelWith(2);
	const [aged = '', fine = ''] = videos.map(({ id }) => id);
	bench.standIn.setFault({ unplayable: 'ageGated', video: aged });
	const found = await bench.client().details([aged, fine], patience());
	expect(found.get(aged)).toMatchObject({
		...{ videoId: aged, access: null },
		trouble: expect.stringContaining('age limit') as unknown,
	});
	expect(found.get(fine)).not.toHaveProperty('trouble');
	expect(found.get(fine)).toMatchObject({ access: 'public' });
});
