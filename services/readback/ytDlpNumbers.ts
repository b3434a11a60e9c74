import { Problem } from '../../lib/errors';
import type { SourceCounts } from '../../lib/youtube/sourceCounts';
import type { YouTube } from '../youtube/youtube';
import type { SourceNumbers } from './sourceNumbers';

/** YouTube takes a machine that opens page after page for a bot. */
const mostLooks = 5;
const withinMs = 10 * 60_000;

/** Where there is no key: yt-dlp, a page for each video, so only a few at a time; the others get theirs at a later look. */
export function ytDlpNumbers(
	youtube: Pick<YouTube, 'numbers'>,
	nowMs: () => number = Date.now,
): SourceNumbers {
	let looksMs: number[] = [];

	function mayLook(): boolean {
		looksMs = looksMs.filter((atMs) => nowMs() - atMs < withinMs);
		return looksMs.length < mostLooks;
	}

	return async (videoIds, signal) => {
		const found = new Map<string, SourceCounts>();
		for (const id of videoIds) {
			if (!mayLook()) break;
			looksMs.push(nowMs());
			try {
				found.set(id, await youtube.numbers(id, signal));
			} catch (error) {
				signal.throwIfAborted();
				if (error instanceof Problem && error.code === 'youtube_video_gone') continue;
				if (found.size === 0) throw error;
				// What was found is worth more than the reason, which the next look tells again.
				break;
			}
		}
		return found;
	};
}
