import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { z } from 'zod';

import type { TikTokStandIn } from '../../../sandbox/tiktok/options';
import { startTikTok } from '../../../sandbox/tiktok/startTikTok';
import { put, randomVideo, sha256Of } from './putChunks';
import { control, stateOf } from './sandboxControl';
import { beginInbox, connect, fetchStatus, refreshWith } from './withTikTok';

const mb = 1_000_000;
const startFile = resolve(__dirname, '../../../sandbox/tiktok/startTikTok.ts');

/** A stand-in in a process of its own, so that it can be killed. */
async function spawnTikTok(dir: string) {
	const script = join(dir, 'start.ts');
	await writeFile(
		script,
		`import { startTikTok } from ${JSON.stringify(startFile)};
		void startTikTok({ dir: ${JSON.stringify(join(dir, 'state'))} }).then((tiktok) =>
			console.log(JSON.stringify(tiktok)));`,
	);
	const child = spawn(process.execPath, ['--import', 'tsx', script], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [line] = z.tuple([z.string()]).parse(await once(createInterface(child.stdout), 'line'));
	const fields = standInSchema.parse(JSON.parse(line));
	const tiktok: TikTokStandIn = { ...fields, close: () => Promise.resolve() };
	const kill = async () => {
		child.kill('SIGKILL');
		await once(child, 'exit');
	};
	return { tiktok, kill };
}

const standInSchema = z.object({
	origin: z.string(),
	authorizeUrl: z.string(),
	clientKey: z.string(),
	clientSecret: z.string(),
});

describe('after a kill -9', () => {
	it('goes on with keys, grants, half an upload, faults and the call log', async () => {
		const dir = await mkdtemp(join(tmpdir(), 'tiktok-'));
		try {
			const { tiktok, kill } = await spawnTikTok(dir);
			const tokens = await connect(tiktok);
			const video = randomVideo(10 * mb);
			const { publishId, uploadUrl } = await beginInbox(
				tiktok,
				tokens.access_token,
				10 * mb,
				5 * mb,
			);
			await put(uploadUrl, video.subarray(0, 5 * mb), 'bytes 0-4999999/10000000');
			await control(tiktok, 'faults', { endpoint: 'video/list', kind: 'cut', times: 3 });
			await kill();

			const again = await startTikTok({ dir: join(dir, 'state'), processingMs: 0 });
			try {
				expect(again.clientKey).toBe(tiktok.clientKey);
				const status = await fetchStatus(again, tokens.access_token, publishId);
				expect(status.data['uploaded_bytes']).toBe(5 * mb);
				const moved = uploadUrl.replace(tiktok.origin, again.origin);
				const rest = video.subarray(5 * mb);
				const last = await put(moved, rest, 'bytes 5000000-9999999/10000000');
				expect(last.status).toBe(201);
				const { posts, calls } = await stateOf(again);
				expect(posts).toMatchObject([{ publishId, sha256: sha256Of(video) }]);
				expect(calls.map(({ endpoint }) => endpoint)).toEqual([
					'oauth/token',
					'inbox/video/init',
					'upload',
					'status/fetch',
					'upload',
				]);
				const { body } = await refreshWith(again, tokens.refresh_token);
				expect(body).toHaveProperty('access_token');
				const { body: faults } = await control(again, 'faults', {
					endpoint: 'video/list',
					kind: 'lostAnswer',
				});
				expect(faults['faults']).toHaveLength(2);
			} finally {
				await again.close();
			}
		} finally {
			await rm(dir, { recursive: true, force: true });
		}
	});

	it('finishes on its own what was being processed', async () => {
		const dir = await mkdtemp(join(tmpdir(), 'tiktok-'));
		try {
			const first = await startTikTok({ dir, processingMs: 3600_000 });
			const { access_token: token } = await connect(first);
			const { uploadUrl } = await beginInbox(first, token, 1000);
			await put(uploadUrl, randomVideo(1000), 'bytes 0-999/1000');
			expect((await stateOf(first)).posts).toEqual([]);
			await first.close();
			const second = await startTikTok({ dir, processingMs: 0 });
			expect((await stateOf(second)).posts).toHaveLength(1);
			await second.close();
		} finally {
			await rm(dir, { recursive: true, force: true });
		}
	});
});
