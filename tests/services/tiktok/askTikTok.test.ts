import { statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { chunkPlan } from '../../../lib/tiktok/chunkPlan';
import { inboxBody } from '../../../lib/tiktok/postBody';
import { answering, errorOf, scriptedTikTok, secrets, type SeenRequest } from './scriptedTikTok';

const { accessToken } = secrets;
const ok = '"error":{"code":"ok","message":"","log_id":"L0"}';

test.each<[string, number, string, string, string]>([
	[
		'an OAuth error under 200',
		200,
		'{"error":"invalid_grant","error_description":"d","log_id":"L1"}',
		'reconnect_needed',
		'L1',
	],
	[
		'an API error under 200',
		200,
		'{"data":{},"error":{"code":"access_token_invalid","message":"m","log_id":"L2"}}',
		'reconnect_needed',
		'L2',
	],
	[
		'a code that says more than its status',
		403,
		'{"error":{"code":"rate_limit_exceeded","message":"","log_id":"L3"}}',
		'tiktok_rate_limited',
		'L3',
	],
	[
		'ok under an error status',
		502,
		'{"data":{},"error":{"code":"ok","message":"","log_id":"L4"}}',
		'tiktok_unavailable',
		'L4',
	],
	['HTML from a gateway', 502, '<html>Bad gateway</html>', 'tiktok_unavailable', ''],
	['HTML under 200', 200, '<html>Sign in to the hotel</html>', 'tiktok_answer_unreadable', ''],
	['nothing under 200', 200, '', 'tiktok_answer_unreadable', ''],
	['half of an answer', 200, '{"data":{"publish_id', 'tiktok_answer_unreadable', ''],
	['ok without the data', 200, `{"data":{},${ok}}`, 'tiktok_answer_unreadable', 'L0'],
	['404 without a body', 404, '', 'tiktok_refused', ''],
	['401 without a body', 401, '', 'tiktok_refused', ''],
])('%s is judged right', async (_title, httpStatus, text, code, logId) => {
	const seen: SeenRequest[] = [];
	await using server = await scriptedTikTok(answering(seen, text, httpStatus));
	const error = await errorOf(server.tiktok.refresh(secrets.refreshToken));
	expect(error.meaning.code).toBe(code);
	expect(error.facts).toMatchObject({ httpStatus, logId: logId || null });
	expect(error.outcomeUnknown).toBe(httpStatus >= 500);
	if (logId) expect(error.message).toContain(logId);
});

test('a redirect is not followed, so the token goes nowhere else', async () => {
	const seen: SeenRequest[] = [];
	await using elsewhere = await scriptedTikTok(answering(seen, '{}'));
	await using server = await scriptedTikTok((_req, res) => {
		res.writeHead(307, { Location: `${elsewhere.origin}/stolen` }).end();
	});
	const error = await errorOf(server.tiktok.creatorInfo(accessToken));
	expect(error.meaning).toMatchObject({ code: 'tiktok_refused', remedy: { do: 'fail' } });
	expect(seen).toEqual([]);
});

test('secrets that an answer repeats are in no error and no log line', async () => {
	const echo = JSON.stringify({
		error: {
			code: `bad_${accessToken}`,
			message: `Token ${accessToken} of ${accessToken}`,
			log_id: accessToken,
		},
	});
	await using server = await scriptedTikTok(answering([], echo, 400));
	const error = await errorOf(server.tiktok.creatorInfo(accessToken));
	expect(error.message).toContain('[hidden]');
	const flat = JSON.stringify({ error: 'x', error_description: secrets.refreshToken });
	await using oauth = await scriptedTikTok(answering([], flat));
	await errorOf(oauth.tiktok.refresh(secrets.refreshToken));
	for (const secret of Object.values(secrets)) {
		expect([...server.lines, ...oauth.lines].join()).not.toContain(secret);
	}
	expect(server.lines).toHaveLength(1);
});

test('a connection that is cut is an unknown outcome', async () => {
	await using server = await scriptedTikTok((req) => req.socket.destroy());
	const error = await errorOf(server.tiktok.initVideo(accessToken, inboxBody(chunkPlan(1))));
	expect(error.meaning).toMatchObject({ code: 'tiktok_unreachable', remedy: { do: 'retry' } });
	expect(error.outcomeUnknown).toBe(true);
	expect(error.message).toContain('ECONNRESET');
});

test('an answer that is cut in its body is an unknown outcome', async () => {
	await using server = await scriptedTikTok((_req, res) => {
		res.writeHead(200, { 'Content-Length': '1000' });
		res.write('{"data":', () => res.destroy());
	});
	const error = await errorOf(server.tiktok.creatorInfo(accessToken));
	expect(error.outcomeUnknown).toBe(true);
});

test('TikTok not answering in time is an unknown outcome', async () => {
	await using server = await scriptedTikTok(() => undefined, { timeoutMs: 80 });
	const error = await errorOf(server.tiktok.creatorInfo(accessToken));
	expect(error.outcomeUnknown).toBe(true);
	expect(error.message).toContain('time-out');
});

test('an answer that drips for ever ends at the time-out', async () => {
	const timers: NodeJS.Timeout[] = [];
	await using server = await scriptedTikTok(
		(_req, res) => {
			res.writeHead(200);
			timers.push(setInterval(() => res.write(' '), 10));
		},
		{ timeoutMs: 150 },
	);
	const error = await errorOf(server.tiktok.creatorInfo(accessToken));
	timers.forEach(clearInterval);
	expect(error.outcomeUnknown).toBe(true);
});

test('an endless answer is not read into memory', async () => {
	await using server = await scriptedTikTok((_req, res) => {
		res.writeHead(200);
		const more = () => {
			while (!res.destroyed && res.write(Buffer.alloc(65_536, 32)));
		};
		res.on('drain', more);
		more();
	});
	const error = await errorOf(server.tiktok.creatorInfo(accessToken));
	expect(error.meaning.code).toBe('tiktok_unreachable');
});

test('nobody listening says so in words', async () => {
	const placeholder = createServer();
	await new Promise<void>((done) => placeholder.listen(0, '127.0.0.1', done));
	const { port } = placeholder.address() as AddressInfo;
	await new Promise((done) => placeholder.close(done));
	await using server = await scriptedTikTok(answering([], ''));
	const error = await errorOf(
		server.tiktok.putChunk({
			uploadUrl: `http://127.0.0.1:${port}/?upload_token=${secrets.uploadToken}`,
			path: __filename,
			firstByte: 0,
			lastByte: 0,
			totalBytes: statSync(__filename).size,
			contentType: 'video/mp4',
			signal: new AbortController().signal,
			onBytes: () => undefined,
		}),
	);
	expect(error.message).toContain('ECONNREFUSED');
});

test('Retry-After is taken where TikTok sends one', async () => {
	await using server = await scriptedTikTok((_req, res) => {
		res.writeHead(429, { 'Retry-After': '7' }).end('{"error":{"code":"rate_limit_exceeded"}}');
	});
	const error = await errorOf(server.tiktok.creatorInfo(accessToken));
	expect(error.meaning.remedy).toEqual({ do: 'retryAfter', delayMs: 7000 });
});
