import type { MediaFacts } from '../store/schema';

export interface MediaLimits {
	maxDurationSec: number;
}

/** Files on this machine. Throws Problem with a media_* code. */
export interface Media {
	/**
	 * Makes of `sourcePath` what TikTok takes (as it is, remuxed or transcoded) in the same folder, and tells what came
	 * out. Running it again after a crash gives the same result; a finished result is reused.
	 */
	prepare(
		sourcePath: string,
		limits: MediaLimits,
		options: {
			signal: AbortSignal;
			/** 0..1, while transcoding */
			onProgress: (fraction: number) => void;
		},
	): Promise<MediaFacts>;
	/** `DATA_DIR/media/<repost>/`. */
	folderOf(repostId: string): string;
	/** Path of a prepared file; Problem media_missing when it is gone or has another size. */
	pathOf(repostId: string, media: MediaFacts): Promise<string>;
	/**
	 * The same, where the file still has the bytes that were prepared; else Problem media_missing. They are hashed at the
	 * first look, and again only when the file has been touched since.
	 */
	provenPathOf(repostId: string, media: MediaFacts, signal: AbortSignal): Promise<string>;
	/** Problem media_limit while the media of other reposts take all the room there may be. */
	checkRoom(repostId: string): Promise<void>;
	/** Whether a download may begin now: the disk takes writes, and the limit is not reached. */
	hasRoom(): Promise<boolean>;
	remove(repostId: string): Promise<void>;
	/** Removes the folders of reposts that are not in `keep`, which is asked after looking what is there. */
	sweep(keep: () => Promise<string[]>): Promise<string[]>;
	/** ffmpeg's version, for doctor. */
	version(): Promise<string>;
}
