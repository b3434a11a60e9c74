import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleVideo } from '../../../sandbox/samples/SampleVideo';
import { type Bench, namesIn, patience, withSmallSample } from './youtubeBench';

let bench: Bench;
let small: SampleVideo;
withSmallSample((opened) => ({ bench, small } = opened));

test('the cookies file is sent, and neither changed nor left lying about', async () => {
	const cookiesFile = join(bench.folder, 'cookies.txt');
	const jar =
		'# Netscape HTTP Cookie File\n.youtube.com\tTRUE\t/\tTRUE\t2000000000\tPREF\tf6=80\n';
	await writeFile(cookiesFile, jar, { mode: 0o400 });
	const client = bench.client({ cookiesFile });
	await client.metadata(small.id, patience());
	expect(bench.standIn.requests().some(({ hasCookies }) => hasCookies)).toBe(true);
	const folder = join(bench.folder, 'cookies');
	await client.download(small.id, folder, {
		signal: patience(),
		onProgress: () => undefined,
	});
	expect(await readFile(cookiesFile, 'utf8')).toBe(jar);
	expect(await namesIn(folder)).toEqual([expect.stringMatching(/\.mp4$/)]);
});

test('a cookies file that is none asks for a person', async () => {
	const cookiesFile = join(bench.folder, 'none.txt');
	await writeFile(cookiesFile, '{"cookies": []}');
	const attempt = bench.client({ cookiesFile }).metadata(small.id, patience());
	await expect(attempt).rejects.toMatchObject({ code: 'youtube_needs_cookies' });
	const missing = bench.client({ cookiesFile: join(bench.folder, 'missing.txt') });
	await expect(missing.metadata(small.id, patience())).rejects.toMatchObject({
		code: 'youtube_needs_cookies',
	});
});

test('no secret of 14ms is in its environment, and the proxy’s password not on its command line', async () => {
	const folder = join(bench.folder, 'env');
	await mkdir(folder);
	const spy = join(folder, 'spy');
	await writeFile(spy, '#!/bin/sh\n{ env; echo "args: $*"; } > seen.txt\nexit 1\n');
	await chmod(spy, 0o755);
	const client = bench.client({
		ytDlp: {
			command: [spy],
			env: {
				...process.env,
				TIKTOK_CLIENT_SECRET: 'hush',
				OPERATOR_TOKEN: 'hush',
				SECRET_KEYS: 'hush',
			},
		},
		proxy: 'http://me:password@127.0.0.1:9',
		retries: 0,
	});
	const attempt = client.download(small.id, folder, {
		signal: patience(),
		onProgress: () => undefined,
	});
	await expect(attempt).rejects.toMatchObject({ code: 'youtube_failed' });
	const seen = await readFile(join(folder, 'seen.txt'), 'utf8');
	expect(seen).not.toContain('hush');
	expect(seen).toContain('HTTPS_PROXY=http://me:password@127.0.0.1:9');
	expect(seen.slice(seen.indexOf('args: '))).not.toContain('password');
	expect(seen).toContain('--ignore-config');
	expect(seen).toContain('--compat-options no-certifi');
	expect(seen).not.toContain('--no-warnings');
});

test('a yt-dlp that is not there has a sentence', async () => {
	const client = bench.client({ ytDlp: { command: ['/nowhere/yt-dlp'], env: {} } });
	await expect(client.version()).rejects.toMatchObject({ code: 'tool_missing' });
	await expect(client.metadata(small.id, patience())).rejects.toMatchObject({
		code: 'tool_missing',
	});
});
