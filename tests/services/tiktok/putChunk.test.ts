import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { chunkPlan, rangeOf } from '../../../lib/tiktok/chunkPlan';
import { chunkFiles, smallBytes, taking } from './chunkFiles';
import { errorOf, scriptedTikTok, secrets } from './scriptedTikTok';

const { chunkOf, folder, remove } = chunkFiles();
afterAll(remove);

test('sends exactly the bytes of the range, with TikTok’s headers and none of ours', async () => {
	let got: { headers: IncomingMessage['headers']; url: string; body: Buffer } | null = null;
	await using server = await scriptedTikTok((req, res) => {
		void bodyOf(req).then((body) => {
			got = { headers: req.headers, url: req.url ?? '', body };
			res.writeHead(206, { 'Content-Range': 'bytes 0-60000/100000' }).end();
		});
	});
	const sent: number[] = [];
	const answer = await server.tiktok.putChunk(
		chunkOf(server.uploadUrl, {
			firstByte: 20_000,
			lastByte: 59_999,
			onBytes: (bytes) => sent.push(bytes),
		}),
	);
	expect(answer).toEqual({ kind: 'more', uploadedBytes: 60_000 });
	expect(got).toMatchObject({
		url: `/upload?upload_id=1&upload_token=${secrets.uploadToken}`,
		headers: {
			'content-type': 'video/mp4',
			'content-length': '40000',
			'content-range': 'bytes 20000-59999/100000',
		},
		body: smallBytes.subarray(20_000, 60_000),
	});
	expect(got).not.toHaveProperty(['headers', 'authorization']);
	expect(got).not.toHaveProperty(['headers', 'transfer-encoding']);
	expect(got).not.toHaveProperty(['headers', 'expect']);
	expect(sent).toEqual([...sent].sort((a, b) => a - b));
	expect(sent.at(-1)).toBe(40_000);
});

test('all chunks of a plan make the file again', async () => {
	const hash = createHash('sha256');
	let received = 0;
	await using server = await scriptedTikTok((req, res) => {
		void bodyOf(req).then((body) => {
			hash.update(body);
			received += body.length;
			const isLast = received === 64_000_001;
			res.writeHead(isLast ? 201 : 206, {
				'Content-Range': `bytes 0-${received}/64000001`,
			}).end();
		});
	});
	const file = path.join(folder, 'chunks.mp4');
	writeFileSync(file, Buffer.alloc(64_000_001, 'TikTok takes chunks. '));
	const plan = chunkPlan(64_000_001);
	const kinds: string[] = [];
	for (let index = 0; index < plan.chunkCount; index++) {
		const answer = await server.tiktok.putChunk(
			chunkOf(server.uploadUrl, {
				path: file,
				...rangeOf(plan, index),
				totalBytes: plan.sizeBytes,
			}),
		);
		kinds.push(answer.kind);
	}
	expect(kinds).toEqual(['more', 'more', 'more', 'more', 'more', 'complete']);
	const whole = createHash('sha256').update(Buffer.alloc(64_000_001, 'TikTok takes chunks. '));
	expect(hash.digest('hex')).toBe(whole.digest('hex'));
});

test.each([
	[201, {}, { kind: 'complete' }],
	[206, {}, { kind: 'more', uploadedBytes: null }],
	[416, { 'Content-Range': 'bytes 0-0/100000' }, { kind: 'resync', uploadedBytes: 0 }],
	[403, {}, { kind: 'dead', httpStatus: 403 }],
	[404, {}, { kind: 'dead', httpStatus: 404 }],
])('HTTP %d with %j is the answer %j', async (httpStatus, headers, expected) => {
	await using server = await scriptedTikTok(taking(httpStatus, { ...headers }));
	expect(await server.tiktok.putChunk(chunkOf(server.uploadUrl))).toEqual(expected);
});

test.each([
	[400, 'tiktok_refused', 'fail', false],
	[429, 'tiktok_rate_limited', 'retryAfter', false],
	[500, 'tiktok_unavailable', 'retry', true],
	[502, 'tiktok_unavailable', 'retry', true],
	[503, 'tiktok_unavailable', 'retry', true],
])('HTTP %d is the error %s with the remedy %s', async (httpStatus, code, remedy, isUnknown) => {
	const text = '{"error":{"code":"some_code","message":"m","log_id":"L9"}}';
	await using server = await scriptedTikTok(taking(httpStatus, {}, text));
	const error = await errorOf(server.tiktok.putChunk(chunkOf(server.uploadUrl)));
	expect(error.meaning).toMatchObject({ code, remedy: { do: remedy } });
	expect(error.outcomeUnknown).toBe(isUnknown);
	expect(error.message).toContain('some_code, log_id L9');
});

test('a redirect is not followed', async () => {
	let isStolen = false;
	await using elsewhere = await scriptedTikTok(() => {
		isStolen = true;
	});
	await using server = await scriptedTikTok(
		taking(307, { Location: `${elsewhere.origin}/stolen` }),
	);
	const error = await errorOf(server.tiktok.putChunk(chunkOf(server.uploadUrl)));
	expect(error.facts.httpStatus).toBe(307);
	expect(isStolen).toBe(false);
});

async function bodyOf(req: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of req) parts.push(part as Buffer);
	return Buffer.concat(parts);
}
