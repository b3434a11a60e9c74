import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { putWhole, randomVideo } from '../putChunks';
import { control } from '../sandboxControl';
import { beginInbox, connect, fetchStatus, withTikTok } from '../withTikTok';

const run = promisify(execFile);
const [ffmpeg = 'ffmpeg'] = globSync(
	resolve(__dirname, '../../../../.tools/imageio_ffmpeg/binaries/ffmpeg-*'),
);

async function makeVideo(size: string, fps: number, codec: string[], ext = 'mp4'): Promise<Buffer> {
	const dir = await mkdtemp(join(tmpdir(), 'video-'));
	const path = join(dir, `video.${ext}`);
	const source = `testsrc2=size=${size}:rate=${fps}:duration=2`;
	await run(ffmpeg, ['-f', 'lavfi', '-i', source, '-pix_fmt', 'yuv420p', ...codec, path]);
	const bytes = await readFile(path);
	await rm(dir, { recursive: true });
	return bytes;
}

/** What becomes of a draft with this file when the files are checked. */
async function outcomeOf(video: Buffer, maxVideoPostDurationSec = 600): Promise<unknown> {
	let outcome: unknown;
	await withTikTok({ checkMedia: true, processingMs: 0 }, async (tiktok) => {
		await control(tiktok, 'users', { username: 'sandbox_creator', maxVideoPostDurationSec });
		const { access_token: token } = await connect(tiktok);
		const { publishId, uploadUrl } = await beginInbox(tiktok, token, video.length);
		expect((await putWhole(uploadUrl, video)).status).toBe(201);
		const { data } = await fetchStatus(tiktok, token, publishId);
		outcome = data['fail_reason'] ?? data['status'];
	});
	return outcome;
}

const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast'];

describe('with checkMedia, a file', () => {
	it.each([
		['is delivered when it is what TikTok takes', '360x640', 30, 'SEND_TO_USER_INBOX'],
		['fails at 15 frames a second', '360x640', 15, 'frame_rate_check_failed'],
		['fails with a side of 240 pixels', '240x426', 30, 'picture_size_check_failed'],
	])('%s', async (_, size, fps, outcome) => {
		expect(await outcomeOf(await makeVideo(size, fps, h264))).toBe(outcome);
	});

	it('fails when it is longer than the creator may post', async () => {
		const video = await makeVideo('360x640', 30, h264);
		expect(await outcomeOf(video, 1)).toBe('duration_check_failed');
	});

	it('fails with a codec that TikTok does not take', async () => {
		const video = await makeVideo('360x640', 30, ['-c:v', 'mpeg4']);
		expect(await outcomeOf(video)).toBe('file_format_check_failed');
	});

	it('fails when it is no video at all', async () => {
		expect(await outcomeOf(randomVideo(1000))).toBe('file_format_check_failed');
	});
});
