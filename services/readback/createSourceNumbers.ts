import type { Log } from '../log';
import { Problem } from '../../lib/errors';
import type { Pauses } from '../discovery/pauses';
import type { YouTube } from '../youtube/youtube';
import { dataApiNumbers, type DataApiOptions } from './dataApiNumbers';
import type { SourceNumbers } from './sourceNumbers';
import { ytDlpNumbers } from './ytDlpNumbers';

/** After a failure YouTube is left alone for so long, where it does not say for how long: most stay so for a while. */
const pauseMs = 3_600_000;

/**
 * The Data API where there is a key, else yt-dlp. Throws nothing but an abort: a video that could not be asked about is
 * missing, since the numbers of the post itself matter more.
 */
export function createSourceNumbers({
	dataApi,
	youtube,
	log,
	nowMs = Date.now,
}: {
	/** The pauses are those of all who use the key. */
	dataApi: (DataApiOptions & { pauses: Pauses }) | null;
	youtube: Pick<YouTube, 'numbers'>;
	log: Log;
	nowMs?: () => number;
}): SourceNumbers {
	const ask = dataApi ? dataApiNumbers(dataApi) : ytDlpNumbers(youtube, nowMs);
	let pausedUntilMs = 0;

	return async (videoIds, signal) => {
		const isPaused = nowMs() < pausedUntilMs || Boolean(dataApi?.pauses.problem());
		if (videoIds.length === 0 || isPaused) return new Map();
		try {
			return await ask(videoIds, signal);
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			dataApi?.pauses.heed(error);
			pausedUntilMs = nowMs() + (error.extra.retryAfterMs ?? pauseMs);
			log.warn({ code: error.code }, `numbers of the Shorts on YouTube: ${error.message}`);
			return new Map();
		}
	};
}
