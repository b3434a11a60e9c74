/** One stream or file that the stand-in offers of a video, as YouTube would under an `itag`. */
export interface SampleFormat {
	itag: number;
	/** With its codecs, e.g. `video/mp4; codecs="avc1.64001f"`. */
	mimeType: string;
	path: string;
	sizeBytes: number;
	bitsPerSecond: number;
	/** Null for audio alone. */
	picture: { widthPx: number; heightPx: number; fps: number } | null;
	hasSound: boolean;
}

/** A video on the stand-in's shelf. */
export interface SampleVideo {
	/** 11 characters, like YouTube's own. */
	id: string;
	title: string;
	description: string;
	channel: string;
	channelId: string;
	handle: string;
	durationSec: number;
	width: number;
	height: number;
	isShort: boolean;
	/** ISO 8601 */
	publishedAt: string;
	formats: SampleFormat[];
}
