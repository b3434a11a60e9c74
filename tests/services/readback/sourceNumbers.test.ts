import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '../../../lib/errors';
import type { SourceCounts } from '../../../lib/youtube/sourceCounts';
import { sandboxApiKey } from '../../../sandbox/youtube/dataApi/dataApi';
import { startYouTube, type YouTubeStandIn } from '../../../sandbox/youtube/startYouTube';
import { createPauses, type Pauses } from '../../../services/discovery/pauses';
import { createAsk, type Answered, type Ask } from '../../../services/discovery/requests';
import { createAgents } from '../../../services/http/agents';
import { createSourceNumbers } from '../../../services/readback/createSourceNumbers';
import { dataApiNumbers } from '../../../services/readback/dataApiNumbers';
import { ytDlpNumbers } from '../../../services/readback/ytDlpNumbers';
import { samples } from '../youtube/youtubeBench';

const goOn = new AbortController().signal;
const idsOf = (count: number) => Array.from({ length: count }, (_, n) => `video_${n}`);
const countCall = () => Promise.resolve();

/** An API that answers with this, and what it was asked. */
function answering(status: number, body: unknown) {
	const asked: Parameters<Ask>[] = [];
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const ask: Ask = (...question) => {
		asked.push(question);
		return Promise.resolve({ status, text, header: () => null } satisfies Answered);
	};
	return { ask, asked };
}

/** As Google documents a video resource with `part=statistics`. */
function item(id: string, statistics: Record<string, string> = { viewCount: '14' }) {
	return {
		kind: 'youtube#video',
		etag: 'x',
		id,
		statistics: { favoriteCount: '0', ...statistics },
	};
}

describe('the Data API', () => {
	test('is asked for 50 videos at a time, with the key in a header and nowhere else', async () => {
		const counted: string[] = [];
		const { ask, asked } = answering(200, { items: [item('video_0'), item('video_50')] });
		const numbers = dataApiNumbers({
			...{ apiKey: 'a-key-of-the-tests', ask },
			countCall: (endpoint) => Promise.resolve(void counted.push(endpoint)),
		});
		expect((await numbers(idsOf(51), goOn)).size).toBe(2);
		expect(counted).toEqual(['Data API videos.list', 'Data API videos.list']);
		const lengths = asked.map(([, { params }]) => String(params?.['id']).split(',').length);
		expect(lengths).toEqual([50, 1]);
		for (const [url, { params, headers }] of asked) {
			expect(url).toBe('https://www.googleapis.com/youtube/v3/videos');
			expect(params).toMatchObject({ part: 'statistics' });
			expect(JSON.stringify([url, params])).not.toContain('a-key-of-the-tests');
			expect(headers).toEqual({ 'X-Goog-Api-Key': 'a-key-of-the-tests' });
		}
	});

	test('tells numbers as strings; what the owner hides is not told, and a video that is gone is missing', async () => {
		const { ask } = answering(200, {
			items: [
				item('a', { viewCount: '12345678901', likeCount: '7', commentCount: '0' }),
				item('b', { viewCount: '3' }),
			],
		});
		const numbers = dataApiNumbers({ apiKey: 'k', ask, countCall });
		expect(await numbers(['a', 'b', 'gone'], goOn)).toEqual(
			new Map([
				['a', { views: 12_345_678_901, likes: 7, comments: 0 }],
				['b', { views: 3, likes: null, comments: null }],
			]),
		);
	});

	test.each([
		['another shape', { items: 'none' }],
		['a page of a proxy', '<html>'],
	])('%s is told in words', async (_, body) => {
		const { ask } = answering(200, body);
		const numbers = dataApiNumbers({ apiKey: 'k', ask, countCall });
		await expect(numbers(['a'], goOn)).rejects.toMatchObject({ code: 'youtube_failed' });
	});
});

describe('the Data API of the stand-in', () => {
	let standIn: YouTubeStandIn;
	let ask: Ask;
	let videoId = '';
	const dir = mkdtempSync(join(tmpdir(), '14ms-numbers-'));
	beforeAll(async () => {
		standIn = await startYouTube({ dir, videos: await samples('small') });
		const proxies = { httpProxy: null, httpsProxy: standIn.proxyUrl, noProxy: [] };
		ask = createAsk(createAgents(proxies, { caFile: standIn.caFile }));
		const channel = standIn.channels.add();
		videoId = standIn.channels.publish(channel.id, { title: 'A Short' }).id;
	});
	afterAll(async () => {
		await standIn.close();
		rmSync(dir, { recursive: true });
	});
	afterEach(() => standIn.setQuota(10_000));

	test('tells of those that there are', async () => {
		const numbers = dataApiNumbers({ apiKey: sandboxApiKey, ask, countCall });
		expect(await numbers([videoId, 'gone_gone_0'], goOn)).toEqual(
			new Map([[videoId, { views: 14, likes: 1, comments: 0 }]]),
		);
	});

	test('a used-up quota and a wrong key are told in words, without the key', async () => {
		const wrong = dataApiNumbers({ apiKey: 'not-the-right-key', ask, countCall });
		const refused = await wrong([videoId], goOn).catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(Problem);
		expect(refused).toMatchObject({ code: 'youtube_key_refused' });
		expect(JSON.stringify(refused) + String(refused)).not.toContain('not-the-right-key');
		standIn.setQuota(0);
		const numbers = dataApiNumbers({ apiKey: sandboxApiKey, ask, countCall });
		await expect(numbers([videoId], goOn)).rejects.toMatchObject({ code: 'youtube_quota' });
	});

	test('an abort is an abort', async () => {
		const numbers = dataApiNumbers({ apiKey: sandboxApiKey, ask, countCall });
		const stopped = AbortSignal.abort(new Error('stopped'));
		await expect(numbers([videoId], stopped)).rejects.toThrow('stopped');
	});
});

const counts: SourceCounts = { views: 14, likes: null, comments: null };

describe('yt-dlp', () => {
	test('is asked about five videos in ten minutes, the first ones first', async () => {
		let nowMs = 0;
		const asked: string[] = [];
		const numbers = (id: string) => Promise.resolve(asked.push(id)).then(() => counts);
		const ask = ytDlpNumbers({ numbers }, () => nowMs);
		expect([...(await ask(idsOf(3), goOn)).keys()]).toEqual(idsOf(3));
		expect([...(await ask(idsOf(9).slice(3), goOn)).keys()]).toEqual(['video_3', 'video_4']);
		expect((await ask(['video_9'], goOn)).size).toBe(0);
		nowMs += 600_000;
		expect((await ask(['video_9'], goOn)).size).toBe(1);
		expect(asked).toEqual([...idsOf(5), 'video_9']);
	});

	test('a video that is gone holds up no other; trouble ends the round with what was found', async () => {
		const trouble = new Map([
			['gone', new Problem('youtube_video_gone', 'Gone.')],
			['bot', new Problem('youtube_needs_cookies', 'Are you a bot?')],
		]);
		const numbers = (id: string): Promise<SourceCounts> => {
			const problem = trouble.get(id);
			return problem ? Promise.reject(problem) : Promise.resolve(counts);
		};
		const ask = ytDlpNumbers({ numbers });
		expect([...(await ask(['gone', 'a', 'bot', 'b'], goOn)).keys()]).toEqual(['a']);
		await expect(ytDlpNumbers({ numbers })(['bot', 'a'], goOn)).rejects.toMatchObject({
			code: 'youtube_needs_cookies',
		});
	});
});

test('after a failure YouTube is left alone for as long as it says, and nobody waits for its numbers', async () => {
	let nowMs = 0;
	const said: string[] = [];
	const line = (_: object, message: string) => void said.push(message);
	const { ask, asked } = answering(429, { error: { errors: [{ reason: 'rateLimitExceeded' }] } });
	const pauses = createPauses('k', () => new Date(nowMs));
	const numbers = createSourceNumbers({
		dataApi: { apiKey: 'k', ask, countCall, pauses },
		youtube: { numbers: () => Promise.reject(new Error('There is a key.')) },
		log: { info: line, warn: line, error: line },
		nowMs: () => nowMs,
	});
	expect(await numbers(['a'], goOn)).toEqual(new Map());
	nowMs += 10 * 60_000 - 1;
	expect(await numbers(['a'], goOn)).toEqual(new Map());
	expect(asked).toHaveLength(1);
	expect(said).toEqual([expect.stringContaining('too often')]);
	nowMs += 1;
	expect(await numbers([], goOn)).toEqual(new Map());
	expect(asked).toHaveLength(1);
	expect(await numbers(['a'], goOn)).toEqual(new Map());
	expect(asked).toHaveLength(2);
});

test('one memory of the key’s quota: what a look is refused with is not asked again, and the other way round', async () => {
	const { ask, asked } = answering(403, { error: { errors: [{ reason: 'quotaExceeded' }] } });
	const numbersWith = (pauses: Pauses) =>
		createSourceNumbers({
			dataApi: { apiKey: 'k', ask, countCall, pauses },
			youtube: { numbers: () => Promise.reject(new Error('There is a key.')) },
			log: { info() {}, warn() {}, error() {} },
		});
	const pauses = createPauses('k', () => new Date());
	await numbersWith(pauses)(['a'], goOn);
	expect(asked).toHaveLength(1);
	expect(pauses.problem()).toMatchObject({ code: 'youtube_quota' });
	expect(await numbersWith(pauses)(['a'], goOn)).toEqual(new Map());
	expect(asked).toHaveLength(1);
});
