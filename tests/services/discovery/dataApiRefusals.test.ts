import { sandboxApiKey } from '../../../sandbox/youtube/dataApi/dataApi';
import { patience } from '../youtube/youtubeBench';
import { discoveryBench, type DiscoveryBench, idsFound, idsOf, withKey } from './discoveryBench';

let bench: DiscoveryBench;

beforeAll(async () => {
	bench = await discoveryBench();
});
afterEach(() => bench.calm());
afterAll(() => bench.close());

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
