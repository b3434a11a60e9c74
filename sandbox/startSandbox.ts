import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { makeSamples } from './samples/makeSamples';
import type { SampleVideo } from './samples/SampleVideo';
import { startTikTok } from './tiktok/startTikTok';
import { startYouTube } from './youtube/startYouTube';

export interface Sandbox {
	/** The settings that point 14ms (or any other client) at the stand-ins. */
	env: {
		TIKTOK_CLIENT_KEY: string;
		TIKTOK_CLIENT_SECRET: string;
		TIKTOK_AUTHORIZE_URL: string;
		TIKTOK_API_URL: string;
		HTTPS_PROXY: string;
		SSL_CERT_FILE: string;
	};
	videos: SampleVideo[];
	/** What was posted, for people. */
	pageUrl: string;
	close(): Promise<void>;
}

/**
 * Stand-ins for TikTok and YouTube with sample Shorts on the shelf. TikTok's side is kept in `dir`, so that a stopped
 * or killed sandbox goes on where it was, on the same ports where these are still free; YouTube's begins anew.
 */
export async function startSandbox(options: {
	dir: string;
	ffmpegPath: string;
	/** Default: the ports of the last start, else any free ones. */
	tiktokPort?: number;
	youtubePort?: number;
}): Promise<Sandbox> {
	const { dir, ffmpegPath } = options;
	await mkdir(dir, { recursive: true });
	const videos = await makeSamples({ dir: join(dir, 'samples'), ffmpegPath });
	const last = await lastPorts(dir);
	const youtube = await startYouTube({
		dir: join(dir, 'youtube'),
		videos,
		port: options.youtubePort ?? (await freeOr0(last.youtubePort)),
	});
	const tiktok = await startTikTok({
		dir: join(dir, 'tiktok'),
		checkMedia: true,
		port: options.tiktokPort ?? (await freeOr0(last.tiktokPort)),
	});
	const ports = { tiktokPort: portOf(tiktok.origin), youtubePort: portOf(youtube.proxyUrl) };
	await writeFile(join(dir, 'ports.json'), JSON.stringify(ports));
	return {
		env: {
			TIKTOK_CLIENT_KEY: tiktok.clientKey,
			TIKTOK_CLIENT_SECRET: tiktok.clientSecret,
			TIKTOK_AUTHORIZE_URL: tiktok.authorizeUrl,
			TIKTOK_API_URL: tiktok.origin,
			HTTPS_PROXY: youtube.proxyUrl,
			SSL_CERT_FILE: youtube.caFile,
		},
		videos,
		pageUrl: `${tiktok.origin}/sandbox`,
		async close() {
			await Promise.all([tiktok.close(), youtube.close()]);
		},
	};
}

const portsFile = z.object({ tiktokPort: z.int(), youtubePort: z.int() });

async function lastPorts(dir: string): Promise<{ tiktokPort: number; youtubePort: number }> {
	const text = await readFile(join(dir, 'ports.json'), 'utf8').catch(() => '{}');
	const parsed = portsFile.safeParse(JSON.parse(text));
	return parsed.success ? parsed.data : { tiktokPort: 0, youtubePort: 0 };
}

async function freeOr0(port: number): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(0));
		probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)));
	});
}

function portOf(url: string): number {
	return Number(new URL(url).port);
}
