import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { halfSize, halfSizeArguments, loopArguments, repeatArguments } from './ffmpegArguments';
import { type Recipe, recipes, type SampleName } from './recipes';
import type { SampleFormat, SampleVideo } from './SampleVideo';

const run = promisify(execFile);

/**
 * Makes the sandbox's videos with ffmpeg, once: they are kept in `dir` and made anew only when their recipe changes.
 * @param only names to make, default all; the answer is in the same order
 */
export async function makeSamples(options: {
	dir: string;
	ffmpegPath: string;
	only?: SampleName[];
}): Promise<SampleVideo[]> {
	const videos: SampleVideo[] = [];
	for (const name of options.only ?? sampleNames) {
		videos.push(await makeSample(name, recipes[name], options));
	}
	return videos;
}

const sampleNames: SampleName[] = [
	'small',
	'large',
	'needsTranscoding',
	'threeMinutes',
	'landscape',
];

async function makeSample(
	name: SampleName,
	recipe: Recipe,
	{ dir, ffmpegPath }: { dir: string; ffmpegPath: string },
): Promise<SampleVideo> {
	const version = createHash('sha256')
		.update(JSON.stringify(plan(recipe)))
		.digest('hex');
	const folder = join(dir, `${name}-${version.slice(0, 12)}`);
	if (!(await exists(folder))) await encode(recipe, folder, ffmpegPath);
	const formats = await Promise.all(
		shelfOf(recipe).map((format) => describe(recipe, format, folder)),
	);
	const { id, title, description, durationSec, width, height, isShort } = recipe;
	return {
		...{ id, title, description, durationSec, width, height, isShort, formats },
		channel: 'Sandbox Studio',
		channelId: 'UC14msSandboxStudio00000',
		handle: '@sandboxstudio',
		publishedAt: '2026-06-01T09:00:00Z',
	};
}

/** Beside the target and renamed at the end, so that a cut-off run never looks finished. */
async function encode(recipe: Recipe, folder: string, ffmpegPath: string): Promise<void> {
	await mkdir(dirname(folder), { recursive: true });
	const fresh = await mkdtemp(`${folder}.new-`);
	try {
		for (const step of plan(recipe)) {
			await run(ffmpegPath, ['-v', 'error', '-nostdin', '-y', ...step], { cwd: fresh });
		}
		for (const loop of [loopName(recipe), halfLoopName]) {
			await rm(join(fresh, loop), { force: true });
		}
		await rename(fresh, folder);
	} catch (error) {
		await rm(fresh, { recursive: true, force: true });
		// Another process was quicker: its folder is as good.
		if (!(await exists(folder))) throw error;
	}
}

/** The ffmpeg runs that make a recipe; relative names, so that they also serve as its version. */
function plan(recipe: Recipe): string[][] {
	const loop = loopName(recipe);
	return [
		loopArguments(recipe, loop),
		...(hasWhole(recipe) ? [halfSizeArguments(recipe, loop, halfLoopName)] : []),
		...shelfOf(recipe).map(({ keep, file }) =>
			repeatArguments(recipe, keep, keep === 'both' ? halfLoopName : loop, file),
		),
	];
}

interface Shelf {
	itag: number;
	keep: 'picture' | 'sound' | 'both';
	file: string;
	mimeType: string;
}

/** YouTube has picture and sound in one file at 360 lines only. */
function hasWhole({ codec, isConstantRate, width, height }: Recipe): boolean {
	return codec === 'h264' && !isConstantRate && Math.min(width, height) === 720;
}

/** YouTube's own itags: picture and sound apart, and one smaller file with both. */
function shelfOf(recipe: Recipe): Shelf[] {
	if (recipe.codec === 'vp9') {
		return [
			{ itag: 242, keep: 'picture', file: '242.webm', mimeType: 'video/webm; codecs="vp9"' },
			{ itag: 251, keep: 'sound', file: '251.webm', mimeType: 'audio/webm; codecs="opus"' },
		];
	}
	const avc1 = 'avc1.64001f';
	const both = `video/mp4; codecs="${avc1}, mp4a.40.2"`;
	return [
		{ itag: 136, keep: 'picture', file: '136.mp4', mimeType: `video/mp4; codecs="${avc1}"` },
		{ itag: 140, keep: 'sound', file: '140.m4a', mimeType: 'audio/mp4; codecs="mp4a.40.2"' },
		...(hasWhole(recipe)
			? [{ itag: 18, keep: 'both', file: '18.mp4', mimeType: both } as const]
			: []),
	];
}

async function describe(recipe: Recipe, shelf: Shelf, folder: string): Promise<SampleFormat> {
	const path = join(folder, shelf.file);
	const sizeBytes = (await stat(path)).size;
	const { width: widthPx, height: heightPx } = shelf.keep === 'both' ? halfSize(recipe) : recipe;
	return {
		itag: shelf.itag,
		mimeType: shelf.mimeType,
		path,
		sizeBytes,
		bitsPerSecond: Math.round((sizeBytes * 8) / recipe.durationSec),
		picture: shelf.keep === 'sound' ? null : { widthPx, heightPx, fps: recipe.fps },
		hasSound: shelf.keep !== 'picture',
	};
}

const halfLoopName = 'half.mp4';

function loopName(recipe: Recipe): string {
	return recipe.codec === 'vp9' ? 'loop.webm' : 'loop.mp4';
}

function exists(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false,
	);
}
