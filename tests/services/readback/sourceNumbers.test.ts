import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Problem } from '../../../lib/errors';
import type { SourceCounts } from '../../../lib/youtube/sourceCounts';
import { createAgents } from '../../../services/http/agents';
import { createSourceNumbers } from '../../../services/readback/createSourceNumbers';
import { dataApiNumbers } from '../../../services/readback/dataApiNumbers';
import { ytDlpNumbers } from '../../../services/readback/ytDlpNumbers';

const apiKey = 'a-key-of-the-tests-0123456789';
const agents = createAgents({ httpProxy: null, httpsProxy: null, noProxy: [], extraCaFiles: [] });
const goOn = new AbortController().signal;

interface Seen {
	url: URL;
	headers: IncomingMessage['headers'];
}

let origin = '';
let seen: Seen[] = [];
let answer: (ids: string[], res: ServerResponse) => void;

const server = createServer((req, res) => {
	const url = new URL(req.url ?? '', origin);
	seen.push({ url, headers: req.headers });
	answer((url.searchParams.get('id') ?? '').split(','), res);
});
beforeAll(async () => {
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
	seen = [];
	answer = (ids, res) => json(res, 200, { items: ids.map((id) => item(id)) });
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

function json(res: ServerResponse, status: number, body: unknown): void {
	res.writeHead(status, { 'content-type': 'application/json' });
	res.end(JSON.stringify(body));
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

const dataApi = () => dataApiNumbers({ apiKey, agents, apiUrl: origin });
const idsOf = (count: number) => Array.from({ length: count }, (_, n) => `video_${n}`);

describe('the Data API', () => {
	test('is asked for 50 videos at a time, with the key in a header and nowhere else', async () => {
		const counted: string[] = [];
		const ask = dataApiNumbers({
			...{ apiKey, agents, apiUrl: origin },
			countCall: async (endpoint) => void counted.push(await Promise.resolve(endpoint)),
		});
		const found = await ask(idsOf(51), goOn);
		expect(found.size).toBe(51);
		expect(seen.map(({ url }) => url.searchParams.get('id')?.split(',').length)).toEqual([
			50, 1,
		]);
		expect(counted).toEqual(['videos.list', 'videos.list']);
		for (const { url, headers } of seen) {
			expect(url.pathname).toBe('/youtube/v3/videos');
			expect(url.searchParams.get('part')).toBe('statistics');
			expect(url.href).not.toContain(apiKey);
			expect(headers['x-goog-api-key']).toBe(apiKey);
		}
	});

	test('tells numbers as strings; what the owner hides is not told, and a video that is gone is missing', async () => {
		answer = (_, res) =>
			json(res, 200, {
				items: [
					item('a', { viewCount: '12345678901', likeCount: '7', commentCount: '0' }),
					item('b', { viewCount: '3' }),
				],
			});
		expect(await dataApi()(['a', 'b', 'gone'], goOn)).toEqual(
			new Map([
				['a', { views: 12_345_678_901, likes: 7, comments: 0 }],
				['b', { views: 3, likes: null, comments: null }],
			]),
		);
	});

	const error = (code: number, reason: string, detail?: string) => ({
		error: {
			...{ code, message: 'No.', errors: [{ message: 'No.', domain: 'x', reason }] },
			...(detail ? { details: [{ '@type': 'ErrorInfo', reason: detail }] } : {}),
		},
	});
	test.each([
		['used-up quota', 403, error(403, 'quotaExceeded'), 'youtube_quota'],
		['a wrong key', 400, error(400, 'badRequest', 'API_KEY_INVALID'), 'youtube_key_refused'],
		['an API that is off', 403, error(403, 'accessNotConfigured'), 'youtube_key_refused'],
		['trouble', 503, error(503, 'backendError'), 'youtube_failed'],
		['another shape', 200, { items: 'none' }, 'youtube_failed'],
		['a page of a proxy', 200, '<html>', 'youtube_failed'],
	])('%s is told in words, without the key', async (_, status, body, code) => {
		answer = (_ids, res) => json(res, status, body);
		const thrown = await dataApi()(['a'], goOn).catch((e: unknown) => e);
		expect(thrown).toBeInstanceOf(Problem);
		expect(thrown).toMatchObject({ code });
		expect(JSON.stringify(thrown) + String(thrown)).not.toContain(apiKey);
	});

	test('that does not answer is told in words; an abort is an abort', async () => {
		answer = (_ids, res) => void res.destroy();
		await expect(dataApi()(['a'], goOn)).rejects.toMatchObject({ code: 'youtube_unreachable' });
		const stop = new AbortController();
		answer = () => stop.abort(new Error('stopped'));
		await expect(dataApi()(['a'], stop.signal)).rejects.toThrow('stopped');
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

test('after a failure YouTube is left alone for an hour, and nobody waits for its numbers', async () => {
	let nowMs = 0;
	const said: string[] = [];
	const line = (_: object, message: string) => void said.push(message);
	const ask = createSourceNumbers({
		dataApi: { apiKey, agents, apiUrl: origin },
		youtube: { numbers: () => Promise.reject(new Error('There is a key.')) },
		log: { info: line, warn: line, error: line },
		nowMs: () => nowMs,
	});
	answer = (_, res) => json(res, 403, { error: { errors: [{ reason: 'quotaExceeded' }] } });
	expect(await ask(['a'], goOn)).toEqual(new Map());
	expect(await ask(['a'], goOn)).toEqual(new Map());
	expect(seen).toHaveLength(1);
	expect(said).toEqual([expect.stringContaining('quota')]);
	answer = (ids, res) => json(res, 200, { items: ids.map((id) => item(id)) });
	nowMs += 3_600_000;
	expect([...(await ask(['a'], goOn)).keys()]).toEqual(['a']);
	expect((await ask([], goOn)).size).toBe(0);
	expect(seen).toHaveLength(2);
});
