import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const binaries = resolve(__dirname, '../../../.tools/imageio_ffmpeg/binaries');
const ffmpegName = readdirSync(binaries).find((name) => name.startsWith('ffmpeg-'));

/** The real ffmpeg that `npm run tools` installs. */
export const ffmpegPath = join(binaries, ffmpegName ?? 'ffmpeg-is-missing');

export function ffmpeg(...args: string[]): void {
	execFileSync(ffmpegPath, ['-v', 'error', '-y', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Makes a moving picture with a tone, encoded as `args` say; returns `path`. */
export function makeSample(
	path: string,
	args: string[],
	{ size = '360x640', fps = 30, durationSec = 1, sound = true } = {},
): string {
	mkdirSync(dirname(path), { recursive: true });
	ffmpeg(
		...['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${fps}:d=${durationSec}`],
		...(sound ? ['-f', 'lavfi', '-i', `sine=f=440:d=${durationSec}`] : []),
		...args,
		path,
	);
	return path;
}

export const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
export const aac = ['-c:a', 'aac'];
export const opus = ['-c:a', 'libopus'];
export const vp9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8'];
export const av1 = ['-c:v', 'libaom-av1', '-usage', 'realtime', '-cpu-used', '8'];
export const hevc = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error'];
