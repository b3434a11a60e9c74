import { join } from 'node:path';
import type { SampleVideo } from '../../../sandbox/samples/SampleVideo';
import type { Faults } from '../../../sandbox/youtube/faults';
import { type Bench, caught, namesIn, patience, withSmallSample } from './youtubeBench';

let bench: Bench;
let small: SampleVideo;
withSmallSample((opened) => ({ bench, small } = opened));

const download = (folder: string, retries = 0): Promise<string> =>
	bench.download(small.id, folder, { retries });

const minuteMs = 60_000;

test.each<[NonNullable<Faults['unplayable']>, string, number | undefined]>([
	['private', 'youtube_video_gone', undefined],
	['removed', 'youtube_video_gone', undefined],
	['terminated', 'youtube_video_gone', undefined],
	['copyright', 'youtube_video_gone', undefined],
	['membersOnly', 'youtube_video_gone', undefined],
	['country', 'youtube_video_gone', undefined],
	['ageGated', 'youtube_needs_cookies', undefined],
	['botCheck', 'youtube_needs_cookies', undefined],
	['rateLimited', 'youtube_rate_limited', 60 * minuteMs],
	['premiere', 'youtube_not_ready', 180 * minuteMs],
	['processing', 'youtube_not_ready', 10 * minuteMs],
	['unavailable', 'youtube_try_later', 15 * minuteMs],
])('a video that is “%s” is %s', async (unplayable, code, retryAfterMs) => {
	bench.standIn.setFault({ unplayable });
	const attempt = bench.client().metadata(small.id, patience());
	const problem = await caught(attempt);
	expect(problem).toMatchObject({ code });
	expect(problem).toHaveProperty('extra', retryAfterMs === undefined ? {} : { retryAfterMs });
	// None of these is asked for again at once: the page once, not once more for each retry.
	expect(bench.standIn.requests().filter(({ path }) => path === '/watch')).toHaveLength(1);
});

test('a video that YouTube does not know is gone for good', async () => {
	const attempt = bench.client().metadata('nOsuchV1deo', patience());
	await expect(attempt).rejects.toMatchObject({ code: 'youtube_video_gone' });
});

test('a 403 on the data is run again with fresh URLs', async () => {
	bench.standIn.setFault({ data: { status: 403, times: 1 } });
	await download('once403', 1);
	expect(bench.standIn.requests().filter(({ path }) => path === '/watch')).toHaveLength(2);
	expect(bench.logged.join('\n')).toContain('youtube_blocked');
});

test('a 403 that stays ends after the retries', async () => {
	bench.standIn.setFault({ data: { status: 403 } });
	await expect(download('always403', 1)).rejects.toMatchObject({ code: 'youtube_blocked' });
	expect(bench.standIn.requests().filter(({ path }) => path === '/watch')).toHaveLength(2);
});

test('a 429 on the data waits, it is not run again', async () => {
	bench.standIn.setFault({ data: { status: 429 } });
	await expect(download('429', 2)).rejects.toMatchObject({
		code: 'youtube_rate_limited',
		extra: { retryAfterMs: 10 * minuteMs },
	});
	expect(bench.standIn.requests().filter(({ itag }) => itag !== null)).toHaveLength(1);
});

test('a 429 on the player API waits', async () => {
	bench.standIn.setFault({ api: { status: 429 } });
	const attempt = bench.client().metadata(small.id, patience());
	await expect(attempt).rejects.toMatchObject({ code: 'youtube_rate_limited' });
});

test('a short spell of 503 on the data is sat out', async () => {
	bench.standIn.setFault({ data: { status: 503, times: 2 } });
	expect(await download('spell503')).toMatch(/\.mp4$/);
});

test('a cut connection goes on where it was cut', async () => {
	bench.standIn.setFault({ cut: { afterBytes: 600_000, times: 2 } });
	const path = await download('cut');
	const ranges = bench.standIn
		.requests()
		.filter(({ itag }) => itag === 136)
		.map(({ data }) => data);
	expect(ranges).toHaveLength(3);
	expect(ranges[1]?.fromByte).toBeGreaterThan(0);
	const sentBytes = ranges.reduce((sum, answer) => sum + (answer?.sentBytes ?? 0), 0);
	const wholeBytes = small.formats.find(({ itag }) => itag === 136)?.sizeBytes ?? 0;
	// What was sent but not yet written when the connection broke is sent again.
	expect(sentBytes).toBeLessThan(wholeBytes * 1.5);
	expect(path).toMatch(/\.mp4$/);
});

test('a file that ends before its promised size is refused and does not stay', async () => {
	bench.standIn.setFault({ truncate: { toBytes: 500_000 } });
	await expect(download('short')).rejects.toMatchObject({ code: 'media_truncated' });
	expect(await namesIn(join(bench.folder, 'short'))).toEqual([]);

	bench.standIn.setFault({});
	expect(await download('short')).toMatch(/\.mp4$/);
});

test('a video without any file is told so', async () => {
	bench.standIn.setFault({ itags: [] });
	await expect(download('none')).rejects.toMatchObject({ code: 'youtube_no_format' });
});

test('a proxy that is not there is told so', async () => {
	const client = bench.client({ proxy: 'http://127.0.0.1:9', retries: 0 });
	const problem = await caught(client.metadata(small.id, patience()));
	expect(problem).toMatchObject({ code: 'youtube_unreachable' });
	expect(problem.message).toContain('HTTPS_PROXY');
});

test('an authority that is not trusted is told so', async () => {
	const client = bench.client({ caFile: null, retries: 0 });
	const problem = await caught(client.metadata(small.id, patience()));
	expect(problem).toMatchObject({ code: 'youtube_unreachable' });
	expect(problem.message).toContain('NODE_EXTRA_CA_CERTS');
});
