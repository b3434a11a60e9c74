import { basename, dirname, join } from 'node:path';
import type { SampleVideo } from '../sandbox/samples/SampleVideo';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { Problem } from '../lib/errors';
import { processEnvironment, readSettings } from '../services/config';
import type { Settings } from '../services/settings';
import { locateTools } from '../services/toolchain/locate';
import { root } from './root';
import { say, untilStopped } from './terminal';

export interface SandboxOptions {
	dir?: string;
	tiktokPort?: number;
	youtubePort?: number;
	json?: boolean;
}

/** `14ms sandbox`: the stand-ins in the foreground, until Ctrl-C or SIGTERM. */
export async function sandbox(options: SandboxOptions): Promise<number> {
	const settings = readSettings({ for: 'client' });
	const { PATH: path = '' } = processEnvironment();
	const { ffmpegPath } = await locateTools({ tools: settings.tools, root, path });
	const stopped = untilStopped();
	if (!options.json) say('Starting the sandbox (the first time it makes its videos) …');
	const running = await startSandbox({
		dir: options.dir ?? join(baseDir(settings), 'sandbox-server'),
		ffmpegPath,
		...(options.tiktokPort === undefined ? {} : { tiktokPort: options.tiktokPort }),
		...(options.youtubePort === undefined ? {} : { youtubePort: options.youtubePort }),
	}).catch((error: unknown) => {
		throw whyNotStarted(error);
	});
	const env = withRedirect(running, settings.port);
	if (options.json) say(asJson(running, env));
	else explain(running, env);
	await stopped;
	await running.close();
	return 0;
}

/**
 * Not inside the folder of `up`'s sandbox mode: that folder's presence tells commands in other shells that this mode
 * was used.
 */
function baseDir({ mode, dataDir }: Settings): string {
	return mode === 'sandbox' && basename(dataDir) === 'sandbox' ? dirname(dataDir) : dataDir;
}

function withRedirect({ env }: Sandbox, port: number): Record<string, string> {
	const { TIKTOK_CLIENT_KEY, TIKTOK_CLIENT_SECRET, ...rest } = env;
	const TIKTOK_REDIRECT_URI = `http://localhost:${port}/api/tiktok/callback`;
	return { TIKTOK_CLIENT_KEY, TIKTOK_CLIENT_SECRET, TIKTOK_REDIRECT_URI, ...rest };
}

function asJson({ videos, pageUrl }: Sandbox, env: Record<string, string>): string {
	const shelf = videos.map((video) => {
		const { id, title, isShort } = video;
		return { id, title, url: urlOf(video), isShort };
	});
	return JSON.stringify({ env, pageUrl, videos: shelf });
}

function explain({ videos, pageUrl }: Sandbox, env: Record<string, string>): void {
	say();
	say('Stand-ins for TikTok and YouTube are running; nothing reaches the real ones.');
	say(`What was posted: ${pageUrl}`);
	say();
	say('Settings for .env, or for any other client:');
	say();
	for (const [name, value] of Object.entries(env)) say(`${name}=${value}`);
	say();
	say('Videos on the shelf:');
	for (const video of videos) say(`  ${urlOf(video)}  ${shows(video)}`);
	say();
	say('Ctrl-C stops it. At the next start TikTok’s side is as it was (users, drafts, posts);');
	say('YouTube’s is as it is now at first: channels and videos that were added are forgotten.');
}

function urlOf({ id, isShort }: SampleVideo): string {
	const path = isShort ? `shorts/${id}` : `watch?v=${id}`;
	return `https://www.youtube.com/${path}`;
}

const megabyte = 1_000_000;
/** TikTok's chunks: up to 64 MB in one, and under 5 MB always one. */
const largestChunkBytes = 64 * megabyte;

/** What a repost of this video goes through. */
function shows({ isShort, durationSec, formats }: SampleVideo): string {
	const bytes = Math.max(...formats.map(({ sizeBytes }) => sizeBytes));
	const size = `${(bytes / megabyte).toFixed(1)} MB`;
	if (!isShort) return 'is no Short, so it is refused';
	if (!formats.some(({ mimeType }) => mimeType.includes('avc1'))) {
		return `${size} in a form that TikTok does not take, so it is converted`;
	}
	if (bytes > largestChunkBytes) return `${size}, sent in several chunks`;
	if (durationSec >= 180) return `${size}, three minutes: as long as a Short may be`;
	return `${size}, sent in one chunk`;
}

/** A port that was asked for may be taken. */
function whyNotStarted(error: unknown): unknown {
	if (!(error instanceof Error) || !('code' in error) || !('port' in error)) return error;
	const why =
		error.code === 'EADDRINUSE'
			? 'is taken by another program'
			: 'cannot be listened on by this user';
	return new Problem(
		'port_in_use',
		`Port ${String(error.port)} ${why}: give another one with --tiktok-port or --youtube-port, or none to take any.`,
	);
}
