import type { Recipe } from './recipes';

/** Encodes one loop of a recipe (picture and tone) into `output`. */
export function loopArguments(recipe: Recipe, output: string): string[] {
	const { width, height, fps, loopSec, colours } = recipe;
	const box = Math.round(Math.min(width, height) * 0.3);
	// A whole number of turns per loop, so that the seam is not seen.
	const turn = (2 * Math.PI) / loopSec;
	const [c0, c1, c2, c3] = colours;
	const background =
		`gradients=s=${even(width / 8)}x${even(height / 8)}:r=${fps}:n=4:c0=${c0}:c1=${c1}:c2=${c2}:c3=${c3}` +
		`:type=radial:speed=0.03:seed=7:d=${loopSec},scale=${width}:${height}:flags=bilinear`;
	const square = `color=white@0.8:s=${box}x${box}:r=${fps}:d=${loopSec},format=yuva420p`;
	const path = `x='(W-w)/2*(1+sin(t*${turn}))':y='(H-h)/2*(1+cos(t*${2 * turn}))'`;
	return [
		...['-f', 'lavfi', '-i', background],
		...['-f', 'lavfi', '-i', square],
		...['-f', 'lavfi', '-i', `sine=f=${recipe.toneHz}:beep_factor=3:r=48000:d=${loopSec}`],
		...['-filter_complex', `[0][1]overlay=${path}:shortest=1,format=yuv420p[v]`],
		...['-map', '[v]', '-map', '2:a', ...codecArguments(recipe), '-t', String(loopSec), output],
	];
}

/** A loop at half the size, for the one file that has picture and sound. */
export function halfSizeArguments(recipe: Recipe, loopFile: string, output: string): string[] {
	const { width, height } = halfSize(recipe);
	return [
		...['-i', loopFile, '-vf', `scale=${width}:${height}`],
		...['-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', String(recipe.bitsPerSecond / 4)],
		...['-g', String(recipe.fps * 2), '-c:a', 'copy', output],
	];
}

export function halfSize({ width, height }: Recipe): { width: number; height: number } {
	return { width: even(width / 2), height: even(height / 2) };
}

/** Repeats the loop up to the recipe's length and keeps the streams named by `keep`, without encoding. */
export function repeatArguments(
	recipe: Recipe,
	keep: 'picture' | 'sound' | 'both',
	loopFile: string,
	output: string,
): string[] {
	const repeats = Math.ceil(recipe.durationSec / recipe.loopSec) - 1;
	const maps = { picture: ['0:v'], sound: ['0:a'], both: ['0:v', '0:a'] }[keep];
	return [
		...['-stream_loop', String(repeats), '-i', loopFile],
		...maps.flatMap((map) => ['-map', map]),
		...['-c', 'copy', '-t', String(recipe.durationSec), '-movflags', '+faststart', output],
	];
}

function codecArguments(recipe: Recipe): string[] {
	const rate = String(recipe.bitsPerSecond);
	if (recipe.codec === 'vp9') {
		const quick = ['-deadline', 'realtime', '-cpu-used', '8', '-row-mt', '1'];
		return ['-c:v', 'libvpx-vp9', '-b:v', rate, ...quick, '-c:a', 'libopus', '-b:a', '96k'];
	}
	const constant = ['-minrate', rate, '-maxrate', rate, '-bufsize', rate];
	return [
		...['-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', rate, '-g', String(recipe.fps * 2)],
		...(recipe.isConstantRate ? [...constant, '-x264-params', 'nal-hrd=cbr'] : []),
		...['-c:a', 'aac', '-b:a', '128k'],
	];
}

function even(value: number): number {
	return Math.round(value / 2) * 2;
}
