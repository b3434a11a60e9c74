import { put, putWhole, randomVideo, sha256Of } from '../putChunks';
import { stateOf, violationsOf } from '../sandboxControl';
import { beginInbox, connect, fetchStatus, withTikTok } from '../withTikTok';

const mb = 1_000_000;

describe('an upload URL', () => {
	it('takes chunks in order: 206 for each, 201 for the last, with the progress', () =>
		withTikTok({ processingMs: 0 }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const video = randomVideo(16 * mb + 7);
			const { publishId, uploadUrl } = await beginInbox(tiktok, token, video.length, 5 * mb);
			const ranges = [
				[0, 5 * mb],
				[5 * mb, 10 * mb],
				[10 * mb, video.length],
			] as const;
			const replies: unknown[] = [];
			for (const [from, to] of ranges) {
				const range = `bytes ${from}-${to - 1}/${video.length}`;
				replies.push(await put(uploadUrl, video.subarray(from, to), range));
			}
			expect(replies).toEqual([
				{ status: 206, progress: `bytes 0-${5 * mb - 1}/${video.length}` },
				{ status: 206, progress: `bytes 0-${10 * mb - 1}/${video.length}` },
				{ status: 201, progress: `bytes 0-${video.length - 1}/${video.length}` },
			]);
			const { data } = await fetchStatus(tiktok, token, publishId);
			expect(data['uploaded_bytes']).toBe(video.length);
			expect((await stateOf(tiktok)).posts).toMatchObject([{ sha256: sha256Of(video) }]);
		}));

	it('can report its progress as a count, which TikTok leaves open', () =>
		withTikTok({ progressHeader: 'count' }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { uploadUrl } = await beginInbox(tiktok, token, 1000);
			const { progress } = await putWhole(uploadUrl, randomVideo(1000));
			expect(progress).toBe('bytes 0-1000/1000');
		}));

	const right = 'bytes 0-999/1000';
	const refused: [string, string, Record<string, string | null>, string[]][] = [
		['no Content-Type', right, { 'content-type': null }, ['wrong_content_type']],
		['JSON', right, { 'content-type': 'application/json' }, ['wrong_content_type']],
		['an Authorization', right, { authorization: 'Bearer x' }, ['authorization_on_upload']],
		[
			'chunked transfer encoding',
			right,
			{ 'content-length': null, 'transfer-encoding': 'chunked' },
			['chunked_transfer_encoding'],
		],
		['no Content-Range', '', {}, []],
		['a Content-Range with an open end', 'bytes 0-/1000', {}, []],
		['another unit', 'items 0-999/1000', {}, []],
		['a range that ends before it begins', 'bytes 999-0/1000', {}, []],
		['a range beyond the total', 'bytes 1-1000/1000', {}, []],
		['another total than announced', 'bytes 0-999/1001', {}, []],
		['a range that is shorter than the body', 'bytes 0-998/1000', {}, []],
	];
	it.each(refused)('refuses %s with 400', (_, range, headers, violations) =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { publishId, uploadUrl } = await beginInbox(tiktok, token, 1000);
			const { status } = await put(uploadUrl, randomVideo(1000), range, headers);
			expect(status).toBe(400);
			expect(await violationsOf(tiktok)).toEqual(violations);
			const { data } = await fetchStatus(tiktok, token, publishId);
			expect(data).toEqual({ status: 'PROCESSING_UPLOAD', uploaded_bytes: 0 });
		}),
	);

	it('answers 416 with its progress to a chunk out of turn, one that it has, and after the last', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const video = randomVideo(10 * mb);
			const { uploadUrl } = await beginInbox(tiktok, token, 10 * mb, 5 * mb);
			const first = () =>
				put(uploadUrl, video.subarray(0, 5 * mb), 'bytes 0-4999999/10000000');
			const second = () =>
				put(uploadUrl, video.subarray(5 * mb), 'bytes 5000000-9999999/10000000');
			expect(await second()).toEqual({ status: 416, progress: 'bytes 0-0/10000000' });
			expect((await first()).status).toBe(206);
			expect(await first()).toEqual({ status: 416, progress: 'bytes 0-4999999/10000000' });
			expect((await second()).status).toBe(201);
			expect(await second()).toEqual({ status: 416, progress: 'bytes 0-9999999/10000000' });
		}));

	it('refuses a chunk that is not of the announced size', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { uploadUrl } = await beginInbox(tiktok, token, 10 * mb, 5 * mb);
			const video = randomVideo(6 * mb);
			expect((await put(uploadUrl, video, 'bytes 0-5999999/10000000')).status).toBe(400);
		}));

	it('is dead after an hour: 403, and the publish keeps the bytes it has', async () => {
		let now = Date.now();
		await withTikTok({ now: () => now }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const video = randomVideo(10 * mb);
			const { publishId, uploadUrl } = await beginInbox(tiktok, token, 10 * mb, 5 * mb);
			await put(uploadUrl, video.subarray(0, 5 * mb), 'bytes 0-4999999/10000000');
			now += 3600_000;
			const late = await put(
				uploadUrl,
				video.subarray(5 * mb),
				'bytes 5000000-9999999/10000000',
			);
			expect(late.status).toBe(403);
			const { data } = await fetchStatus(tiktok, token, publishId);
			expect(data).toEqual({ status: 'PROCESSING_UPLOAD', uploaded_bytes: 5 * mb });
		});
	});

	it.each([
		['another token', (url: string) => url.replace(/upload_token=.*/, 'upload_token=guess')],
		['another upload', (url: string) => url.replace(/upload_id=\d+/, 'upload_id=1')],
	])('answers 404 to %s', (_, change) =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { uploadUrl } = await beginInbox(tiktok, token, 1000);
			expect((await putWhole(change(uploadUrl), randomVideo(1000))).status).toBe(404);
		}),
	);
});
