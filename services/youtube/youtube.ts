import type { SourceCounts } from '../../lib/youtube/sourceCounts';
import type { FoundVideo } from '../../lib/youtube/videoFactsOf';

export interface DownloadProgress {
	doneBytes: number;
	totalBytes: number | null;
}

/**
 * YouTube through the real yt-dlp. Throws Problem with a youtube_* code (lib/youtube/messages.ts maps yt-dlp's words);
 * `extra.retryAfterMs` where it is worth waiting.
 */
export interface YouTube {
	/** `isShort` is yt-dlp's `media_type`, else duration and shape (facts/youtube.md). */
	metadata(videoId: string, signal: AbortSignal): Promise<FoundVideo>;
	/** How the video does, as its page tells. */
	numbers(videoId: string, signal: AbortSignal): Promise<SourceCounts>;
	/**
	 * Downloads into `folder` (made if missing), going on with a `.part` that is there; resolves to the file's path.
	 * Abort kills yt-dlp's whole process group.
	 */
	download(
		videoId: string,
		folder: string,
		options: { signal: AbortSignal; onProgress: (progress: DownloadProgress) => void },
	): Promise<string>;
	/** yt-dlp's version, for doctor. */
	version(): Promise<string>;
}
