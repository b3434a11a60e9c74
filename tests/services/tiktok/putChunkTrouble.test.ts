import { truncateSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../../../lib/errors';
import { createAgents } from '../../../services/http/agents';
import { createTikTok } from '../../../services/tiktok/createTikTok';
import { chunkFiles, smallBytes, sparse } from './chunkFiles';
import { errorOf, scriptedTikTok } from './scriptedTikTok';

const { chunkOf, folder, remove, wholeLarge } = chunkFiles();
afterAll(remove);

test.each([
	[403, { kind: 'dead', httpStatus: 403 }],
	[416, { kind: 'resync', uploadedBytes: null }],
])('an early HTTP %d is read while the bytes are still on their way', async (status, expected) => {
	await using server = await scriptedTikTok((_req, res) => {
		res.writeHead(status, { Connection: 'close' }).end('no');
	});
	expect(await server.tiktok.putChunk(chunkOf(server.uploadUrl, wholeLarge))).toEqual(expected);
});

test('an early answer with the connection cut behind it is that answer or an unknown outcome', async () => {
	await using server = await scriptedTikTok((req, res) => {
		res.writeHead(403, { Connection: 'close' });
		res.end('no', () => req.socket.destroy());
	});
	for (let turn = 0; turn < 10; turn++) {
		const end = await server.tiktok
			.putChunk(chunkOf(server.uploadUrl, wholeLarge))
			.catch((error: unknown) => error);
		if (end instanceof Error) {
			expect((await errorOf(Promise.reject(end))).outcomeUnknown).toBe(true);
		} else expect(end).toEqual({ kind: 'dead', httpStatus: 403 });
	}
});

test('a connection cut in the middle is an unknown outcome', async () => {
	await using server = await scriptedTikTok((req) => {
		req.once('data', () => req.socket.destroy());
	});
	const error = await errorOf(server.tiktok.putChunk(chunkOf(server.uploadUrl, wholeLarge)));
	expect(error.meaning).toMatchObject({ code: 'tiktok_unreachable', remedy: { do: 'retry' } });
	expect(error.outcomeUnknown).toBe(true);
});

test('an answer lost after the last byte is an unknown outcome', async () => {
	await using server = await scriptedTikTok((req) => {
		req.resume().on('end', () => req.socket.destroy());
	});
	const error = await errorOf(server.tiktok.putChunk(chunkOf(server.uploadUrl)));
	expect(error.outcomeUnknown).toBe(true);
});

const patient = { stallMs: 60_000, answerMs: 60_000, totalMs: 60_000 };

test('bytes that stop moving end the transfer, and what was not taken was not read ahead', async () => {
	await using server = await scriptedTikTok((req) => req.pause(), {
		transferTimeouts: { ...patient, stallMs: 200 },
	});
	let sent = 0;
	const error = await errorOf(
		server.tiktok.putChunk(
			chunkOf(server.uploadUrl, { ...wholeLarge, onBytes: (bytes) => (sent = bytes) }),
		),
	);
	expect(error.message).toContain('time-out');
	expect(error.outcomeUnknown).toBe(true);
	// What the sockets of both sides can hold; the chunk has 64 MB.
	expect(sent).toBeLessThan(20_000_000);
});

test('an answer that does not come ends the transfer', async () => {
	await using server = await scriptedTikTok((req) => req.resume(), {
		transferTimeouts: { ...patient, answerMs: 100 },
	});
	const error = await errorOf(server.tiktok.putChunk(chunkOf(server.uploadUrl)));
	expect(error.message).toContain('time-out');
});

test('a transfer that creeps ends at the total time-out', async () => {
	await using server = await scriptedTikTok(
		(req) => {
			const timer = setInterval(() => {
				req.read();
			}, 20);
			req.on('close', () => clearInterval(timer));
		},
		{ transferTimeouts: { ...patient, totalMs: 300 } },
	);
	const error = await errorOf(server.tiktok.putChunk(chunkOf(server.uploadUrl, wholeLarge)));
	expect(error.message).toContain('time-out');
});

test('an abort ends the transfer with the reason it was given', async () => {
	const reason = new Error('The activity was cancelled.');
	const controller = new AbortController();
	await using server = await scriptedTikTok((req) => {
		req.once('data', () => controller.abort(reason));
	});
	const { signal } = controller;
	const put = () => server.tiktok.putChunk(chunkOf(server.uploadUrl, { ...wholeLarge, signal }));
	await expect(put()).rejects.toBe(reason);
	await expect(put()).rejects.toBe(reason);
});

test.each([
	['gone', { path: path.join(folder, 'gone.mp4') }],
	['of another size', { totalBytes: smallBytes.length + 1 }],
])('a file that is %s is said so before anything is sent', async (_title, change) => {
	let isAsked = false;
	await using server = await scriptedTikTok(() => {
		isAsked = true;
	});
	const call = server.tiktok.putChunk(chunkOf(server.uploadUrl, change));
	await expect(call).rejects.toMatchObject({ name: 'Problem', code: 'media_missing' });
	expect(isAsked).toBe(false);
});

test('a file that shrinks while it is sent ends the transfer at once', async () => {
	const file = path.join(folder, 'shrinks.mp4');
	sparse(file);
	await using server = await scriptedTikTok((req) => {
		req.once('data', () => truncateSync(file, 30_000_000));
	});
	const call = server.tiktok.putChunk(chunkOf(server.uploadUrl, { ...wholeLarge, path: file }));
	const error = await call.catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(Problem);
	expect(error).toMatchObject({ code: 'media_missing' });
});

test('without a stand-in, bytes go nowhere but to TikTok', async () => {
	let isAsked = false;
	await using server = await scriptedTikTok(() => {
		isAsked = true;
	});
	const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
	const real = createTikTok({
		settings: {
			clientKey: 'k',
			clientSecret: 's',
			redirectUri: null,
			authorizeUrl: 'https://www.tiktok.com/v2/auth/authorize/',
			apiUrl: 'https://open.tiktokapis.com',
			isStandIn: false,
		},
		agents: createAgents({ httpProxy: null, httpsProxy: null, noProxy: [], extraCaFiles: [] }),
		log: quiet,
	});
	const error = await errorOf(real.putChunk(chunkOf(server.uploadUrl)));
	expect(error.meaning.code).toBe('tiktok_refused');
	expect(isAsked).toBe(false);
});
