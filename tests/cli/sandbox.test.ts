import { once } from 'node:events';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

import { samples } from '../services/youtube/youtubeBench';
import { inFolder, run14ms, start14ms } from './run14ms';

const line = z.strictObject({
	env: z.strictObject({
		TIKTOK_CLIENT_KEY: z.string(),
		TIKTOK_CLIENT_SECRET: z.string(),
		TIKTOK_REDIRECT_URI: z.literal('http://localhost:3000/api/tiktok/callback'),
		TIKTOK_AUTHORIZE_URL: z.url(),
		TIKTOK_API_URL: z.url(),
		HTTPS_PROXY: z.url(),
		SSL_CERT_FILE: z.string(),
	}),
	pageUrl: z.url(),
	videos: z.array(
		z.strictObject({ id: z.string(), title: z.string(), url: z.url(), isShort: z.boolean() }),
	),
});

/** The videos are made once for all tests. */
async function withSamples(dir: string): Promise<void> {
	await samples();
	await mkdir(dir, { recursive: true });
	await symlink(join(__dirname, '../../.cache/samples'), join(dir, 'samples'));
}

test('prints one JSON line, answers, ends at SIGTERM, and goes on at the same place', () =>
	inFolder(async (cwd) => {
		const dir = join(cwd, 'sb');
		await withSamples(dir);
		const first = start14ms(['sandbox', '--json', '--dir', dir], cwd);
		const told = line.parse(JSON.parse(await first.firstLine));
		expect((await fetch(told.pageUrl)).status).toBe(200);
		expect(told.videos.map(({ isShort }) => isShort)).toContain(false);
		const short = told.videos.find(({ isShort }) => isShort);
		expect(short?.url).toBe(`https://www.youtube.com/shorts/${short?.id ?? ''}`);
		const shelf = await fetch(`${told.env.HTTPS_PROXY}/sandbox/state`);
		expect(await shelf.text()).toContain(short?.id);

		first.child.kill('SIGTERM');
		const ended = await first.ended;
		expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
		expect(ended.stdout.trim().split('\n')).toHaveLength(1);
		await expect(fetch(told.pageUrl)).rejects.toThrow();
		await expect(fetch(told.env.HTTPS_PROXY)).rejects.toThrow();

		const second = start14ms(['sandbox', '--json', '--dir', dir], cwd);
		expect(line.parse(JSON.parse(await second.firstLine))).toEqual(told);
		second.child.kill('SIGINT');
		expect((await second.ended).exitCode).toBe(0);
	}));

test('prints a block for .env and what each video is good for; its folder is beside that of `up`', () =>
	inFolder(async (cwd) => {
		await withSamples(join(cwd, '.14ms/sandbox-server'));
		const running = start14ms(['sandbox'], cwd);
		const isReady = new Promise<void>((resolve) => {
			let text = '';
			running.child.stdout?.on('data', (more: string) => {
				text += more;
				if (text.includes('Ctrl-C')) resolve();
			});
		});
		await isReady;
		running.child.kill('SIGTERM');
		const { stdout, exitCode } = await running.ended;
		expect(exitCode).toBe(0);
		expect(stdout).toMatch(/^TIKTOK_CLIENT_SECRET=\w+$/m);
		expect(stdout).toMatch(/^SSL_CERT_FILE=.*ca\.pem$/m);
		expect(stdout).toContain('sent in several chunks');
		expect(stdout).toContain('is no Short, so it is refused');
		expect(await readdir(join(cwd, '.14ms'))).toEqual(['sandbox-server']);
	}));

test('a taken port is told in one sentence, with exit code 2', () =>
	inFolder(async (cwd) => {
		const server = createServer().listen(0, '127.0.0.1');
		await once(server, 'listening');
		const address = server.address();
		const port = typeof address === 'object' ? String(address?.port) : '';
		try {
			const dir = join(cwd, 'sb');
			await withSamples(dir);
			const args = ['sandbox', '--json', '--dir', dir, '--tiktok-port', port];
			const ended = await run14ms(args, cwd);
			expect(ended.exitCode).toBe(2);
			expect(ended.stderr).toContain(`Port ${port} is taken`);
			expect(ended.stderr.trim().split('\n')).toHaveLength(1);
		} finally {
			server.close();
		}
	}));
