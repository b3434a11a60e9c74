import { request } from 'node:http';

import { put, putWhole, randomVideo } from '../putChunks';
import { control, stateOf, violationsOf } from '../sandboxControl';
import { beginInbox, connect, fetchStatus, withTikTok } from '../withTikTok';

const mb = 1_000_000;

/** A PUT that announces `total` bytes and has sent `sent` of them; the caller ends or breaks it. */
async function beginPut(uploadUrl: string, bytes: Buffer, sent: number) {
	const outgoing = request(uploadUrl, {
		method: 'PUT',
		agent: false,
		headers: {
			'content-type': 'video/mp4',
			'content-length': bytes.length,
			'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
		},
	});
	outgoing.on('error', () => undefined);
	await new Promise<void>((resolve) => outgoing.write(bytes.subarray(0, sent), () => resolve()));
	return outgoing;
}

describe('the upload’s faults', () => {
	it('answer a 5xx without keeping the chunk, and take the same chunk afterwards', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { publishId, uploadUrl } = await beginInbox(tiktok, token, 1000);
			await control(tiktok, 'faults', {
				endpoint: 'upload',
				kind: 'status',
				httpStatus: 502,
			});
			const video = randomVideo(1000);
			expect((await putWhole(uploadUrl, video)).status).toBe(502);
			const { data } = await fetchStatus(tiktok, token, publishId);
			expect(data['uploaded_bytes']).toBe(0);
			expect((await putWhole(uploadUrl, video)).status).toBe(201);
		}));

	it('lose the answer of a chunk that is kept', () =>
		withTikTok({ processingMs: 0 }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { publishId, uploadUrl } = await beginInbox(tiktok, token, 1000);
			await control(tiktok, 'faults', { endpoint: 'upload', kind: 'lostAnswer' });
			await expect(putWhole(uploadUrl, randomVideo(1000))).rejects.toThrow(/hang up|RESET/);
			const { data } = await fetchStatus(tiktok, token, publishId);
			expect(data).toEqual({ status: 'SEND_TO_USER_INBOX', uploaded_bytes: 1000 });
			const { calls } = await stateOf(tiktok);
			expect(calls.find(({ endpoint }) => endpoint === 'upload')).toMatchObject({
				httpStatus: null,
				code: 'lostAnswer: ok',
			});
		}));

	it('cut a chosen chunk after some bytes, of which none counts', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { publishId, uploadUrl } = await beginInbox(tiktok, token, 10 * mb, 5 * mb);
			const fault = { endpoint: 'upload', kind: 'cut', afterBytes: 1_000_000, chunk: 1 };
			await control(tiktok, 'faults', fault);
			const video = randomVideo(10 * mb);
			const first = await put(
				uploadUrl,
				video.subarray(0, 5 * mb),
				'bytes 0-4999999/10000000',
			);
			expect(first.status).toBe(206);
			const second = () =>
				put(uploadUrl, video.subarray(5 * mb), 'bytes 5000000-9999999/10000000');
			await expect(second()).rejects.toThrow(/hang up|RESET|EPIPE/);
			const { data } = await fetchStatus(tiktok, token, publishId);
			expect(data['uploaded_bytes']).toBe(5 * mb);
			expect((await second()).status).toBe(201);
			expect(await violationsOf(tiktok)).toEqual([]);
		}));

	it('slow an upload down', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { uploadUrl } = await beginInbox(tiktok, token, 1 * mb);
			const fault = { endpoint: 'upload', kind: 'slow', bytesPerSecond: 2 * mb };
			await control(tiktok, 'faults', fault);
			const startedAt = performance.now();
			expect((await putWhole(uploadUrl, randomVideo(mb))).status).toBe(201);
			expect(performance.now() - startedAt).toBeGreaterThan(450);
		}));
});

describe('two chunks at once', () => {
	it('are recorded when both senders are there', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { uploadUrl } = await beginInbox(tiktok, token, mb);
			const video = randomVideo(mb);
			const fault = { endpoint: 'upload', kind: 'slow', bytesPerSecond: 100_000 };
			await control(tiktok, 'faults', fault);
			const replies = await Promise.all([
				putWhole(uploadUrl, video),
				putWhole(uploadUrl, video),
			]);
			expect(replies.map(({ status }) => status).sort()).toEqual([201, 416]);
			expect(await violationsOf(tiktok)).toEqual(['parallel_chunks']);
		}));

	it('are no offence when the first sender is gone, as after a kill', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { publishId, uploadUrl } = await beginInbox(tiktok, token, mb);
			const video = randomVideo(mb);
			const dying = await beginPut(uploadUrl, video, mb / 2);
			dying.destroy();
			expect((await putWhole(uploadUrl, video)).status).toBe(201);
			const { data } = await fetchStatus(tiktok, token, publishId);
			expect(data['uploaded_bytes']).toBe(mb);
			expect(await violationsOf(tiktok)).toEqual([]);
		}));

	it('are no offence when the first sender has stopped sending, as a frozen process: it is dropped', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { uploadUrl } = await beginInbox(tiktok, token, mb);
			const video = randomVideo(mb);
			const frozen = await beginPut(uploadUrl, video, mb / 2);
			const dropped = new Promise<void>((resolve) => frozen.once('close', resolve));
			expect((await putWhole(uploadUrl, video)).status).toBe(201);
			await dropped;
			expect(await violationsOf(tiktok)).toEqual([]);
		}));

	it('are no offence either when the dead sender’s bytes are still on their way', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { uploadUrl } = await beginInbox(tiktok, token, mb);
			const video = randomVideo(mb);
			const fault = { endpoint: 'upload', kind: 'slow', bytesPerSecond: 100_000 };
			await control(tiktok, 'faults', fault);
			const dying = await beginPut(uploadUrl, video, mb);
			dying.destroy();
			const second = await putWhole(uploadUrl, video);
			expect([201, 416]).toContain(second.status);
			expect(await violationsOf(tiktok)).toEqual([]);
		}));
});
