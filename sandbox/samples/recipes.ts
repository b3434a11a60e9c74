export type SampleName = 'small' | 'large' | 'needsTranscoding' | 'threeMinutes' | 'landscape';

/** How a sample looks and what it is for; everything ffmpeg needs to make it. */
export interface Recipe {
	id: string;
	title: string;
	description: string;
	durationSec: number;
	width: number;
	height: number;
	fps: number;
	isShort: boolean;
	/** Only this much is encoded; the rest repeats it without encoding again, which is what makes long ones quick. */
	loopSec: number;
	codec: 'h264' | 'vp9';
	bitsPerSecond: number;
	/** Padded up to its bit rate, so that the size is known beforehand. */
	isConstantRate: boolean;
	colours: [string, string, string, string];
	/** Hz of the tone. */
	toneHz: number;
}

const vertical = { width: 720, height: 1280, fps: 30, isShort: true };
const modest = { codec: 'h264', bitsPerSecond: 2_000_000, isConstantRate: false } as const;

/** What the sandbox has on its shelf: one video for each way a repost can go. */
export const recipes: Record<SampleName, Recipe> = {
	/** Under 5 MB: one chunk. */
	small: {
		...vertical,
		...modest,
		id: 'kX3u7Rn_s0Q',
		title: 'Seven seconds of sunrise',
		description:
			'The first light over the harbour this morning.\n\nMore: https://example.com/sunrise\n#sunrise #morning #shorts',
		durationSec: 7,
		loopSec: 7,
		colours: ['0xff2d55', '0xff9500', '0xffcc00', '0x5856d6'],
		toneHz: 330,
	},
	/** Over 64,000,000 bytes: several chunks. */
	large: {
		...vertical,
		id: 'Lg7oPq2vW-8',
		title: 'Pottery wheel, start to finish',
		description:
			'One bowl, no cuts.\n\nThe glaze recipe is on https://example.com/glaze\n#pottery #handmade #shorts',
		durationSec: 20,
		loopSec: 5,
		codec: 'h264',
		bitsPerSecond: 29_000_000,
		isConstantRate: true,
		colours: ['0x34c759', '0x007aff', '0x5ac8fa', '0xffcc00'],
		toneHz: 262,
	},
	/** VP9 and Opus at 15 fps and 240 px: nothing that TikTok takes. */
	needsTranscoding: {
		id: 'vP9_at15fps',
		title: 'Found on an old phone',
		description: 'Filmed years ago, still makes me laugh.\n#throwback #shorts',
		durationSec: 6,
		loopSec: 6,
		width: 240,
		height: 426,
		fps: 15,
		isShort: true,
		codec: 'vp9',
		bitsPerSecond: 300_000,
		isConstantRate: false,
		colours: ['0xaf52de', '0xff2d55', '0x007aff', '0x1c1c1e'],
		toneHz: 440,
	},
	/** The longest that is still a Short. */
	threeMinutes: {
		...modest,
		id: 'T3h_m1nutes',
		title: 'Three minutes of rain on a tent',
		description: 'Put it on a loop.\n#rain #sleep #shorts',
		durationSec: 180,
		loopSec: 6,
		width: 360,
		height: 640,
		fps: 30,
		isShort: true,
		bitsPerSecond: 400_000,
		colours: ['0x1c1c1e', '0x5856d6', '0x5ac8fa', '0x34c759'],
		toneHz: 196,
	},
	/** Too wide and too long: no Short. */
	landscape: {
		...modest,
		id: 'w1de_Scr33n',
		title: 'How I plan a week of videos',
		description: 'The long version, with the spreadsheet.\nhttps://example.com/plan',
		durationSec: 200,
		loopSec: 5,
		width: 1280,
		height: 720,
		fps: 30,
		isShort: false,
		bitsPerSecond: 500_000,
		colours: ['0x007aff', '0x34c759', '0xffcc00', '0xff9500'],
		toneHz: 294,
	},
};
