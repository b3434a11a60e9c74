import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

import { check } from '../../lib/doctor/check';
import { lockDataDir } from '../../services/store/lockDataDir';
import { redirectUri, withTikTok } from '../sandbox/tiktok/withTikTok';
import type { TikTokStandIn } from '../../sandbox/tiktok/options';
import { inFolder, run14ms, type Ended } from './run14ms';

const report = z.strictObject({ ok: z.boolean(), checks: z.array(check) });

function reportOf({ stdout }: Ended) {
	const { checks, ok } = report.parse(JSON.parse(stdout));
	return { ok, resultOf: (id: string) => checks.find((each) => each.id === id)?.result, checks };
}

function settingsOf(tiktok: TikTokStandIn): Record<string, string> {
	return {
		TIKTOK_CLIENT_KEY: tiktok.clientKey,
		TIKTOK_CLIENT_SECRET: tiktok.clientSecret,
		TIKTOK_REDIRECT_URI: redirectUri,
		TIKTOK_AUTHORIZE_URL: tiktok.authorizeUrl,
		TIKTOK_API_URL: tiktok.origin,
		// So that no 14ms of this machine is asked.
		PORT: '3000',
	};
}

const json = ['doctor', '--json'];

test('in an empty folder nothing fails, nothing is made, and it says how to go on', () =>
	inFolder(async (cwd) => {
		const ended = await run14ms(['doctor'], cwd);
		expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
		expect(ended.stdout).toContain('✓ yt-dlp');
		expect(ended.stdout).toContain('✓ ffmpeg');
		expect(ended.stdout).toMatch(/! 14ms .*not running/);
		expect(ended.stdout).toContain('npx 14ms up');
		// No colours into a pipe.
		expect(ended.stdout).not.toContain('\u001b');
		expect(await readdir(cwd)).toEqual([]);
	}));

test('good settings: keys, settings, tools and disk are ✓ and the exit code is 0', () =>
	withTikTok({}, (tiktok) =>
		inFolder(async (cwd) => {
			const ended = await run14ms(json, cwd, settingsOf(tiktok));
			expect(ended.exitCode).toBe(0);
			const { ok, resultOf } = reportOf(ended);
			expect(ok).toBe(true);
			for (const id of ['settings.form', 'settings.redirect', 'tiktok.reachable']) {
				expect([id, resultOf(id)]).toEqual([id, 'ok']);
			}
			for (const id of ['tiktok.keys', 'tools.yt-dlp', 'tools.ffmpeg', 'store.answers']) {
				expect([id, resultOf(id)]).toEqual([id, 'ok']);
			}
			expect(resultOf('temporal.server')).toBe('warn');
			expect(ended.stdout).not.toContain(tiktok.clientSecret);
			expect(await readdir(cwd)).toEqual([]);
		}),
	));

test('each mistake in the settings is a ✗ line of its own, and the tools are looked at all the same', () =>
	inFolder(async (cwd) => {
		await writeFile(
			join(cwd, '.env'),
			'TIKTOK_CLIENT_KEY=awexample1234567\nTIKTOK_CLIENT_SECRET="a b"\nPORT=many\n',
		);
		const ended = await run14ms(json, cwd);
		expect(ended.exitCode).toBe(1);
		const { checks, resultOf } = reportOf(ended);
		for (const name of ['TIKTOK_CLIENT_SECRET', 'TIKTOK_REDIRECT_URI', 'PORT']) {
			expect([name, resultOf(`settings.${name}`)]).toEqual([name, 'fail']);
		}
		expect(resultOf('tools.ffmpeg')).toBe('ok');
		expect(resultOf('machine.disk')).toBeDefined();
		expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
	}));

test('a wrong secret and a broken tool are ✗ and the exit code is 1; a store that another process holds is a !', () =>
	withTikTok({}, (tiktok) =>
		inFolder(async (cwd) => {
			const secret = 'Wr0ng5ecretWr0ng5ecret';
			await writeFile(join(cwd, 'yt-dlp'), 'not a program', { mode: 0o755 });
			const dataDir = join(cwd, '.14ms');
			const lock = lockDataDir(dataDir);
			try {
				const key = Buffer.alloc(32, 7).toString('base64');
				await writeFile(join(dataDir, 'secret-keys'), key);
				await writeFile(join(dataDir, 'store'), '');
				const ended = await run14ms(json, cwd, {
					...settingsOf(tiktok),
					TIKTOK_CLIENT_SECRET: secret,
					YT_DLP_PATH: join(cwd, 'yt-dlp'),
				});
				expect(ended.exitCode).toBe(1);
				const { resultOf } = reportOf(ended);
				expect(resultOf('tiktok.keys')).toBe('fail');
				expect(resultOf('tools.yt-dlp')).toBe('fail');
				expect(resultOf('store.answers')).toBe('warn');
				expect(ended.stdout + ended.stderr).not.toContain(secret);
			} finally {
				lock.release();
			}
		}),
	));

test('a 14ms at --url that does not answer is ✗', () =>
	inFolder(async (cwd) => {
		const operator = { OPERATOR_TOKEN: 'an-operator-token-of-enough-length' };
		const ended = await run14ms(['--url', 'http://127.0.0.1:9', ...json], cwd, operator);
		expect(ended.exitCode).toBe(1);
		expect(reportOf(ended).resultOf('machine.running')).toBe('fail');
	}));
