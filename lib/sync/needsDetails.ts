import type { ChannelVideo } from '../youtube/channelVideo';
import { instantMs } from '../instantMs';
import type { SyncRules } from './syncRules';
import { tellByFile } from './tellShort';

/**
 * Whether YouTube has to be asked about this one video before it is decided on: a fact that a rule or the caption needs is
 * missing, or may have changed since (private, not begun, not processed).
 * @param since of the sync: what the date alone rules out needs no details
 */
export function needsDetails(video: ChannelVideo, rules: SyncRules, since?: Date): boolean {
	const { isShort, durationSec, access, live, description, trouble } = video;
	if (trouble !== undefined) return true;
	const isPublic = access === null || access === 'public';
	if (live === 'ended' && isShort !== true) return tellByFile(video) !== 'not';
	if (!isPublic || (live !== null && live !== 'none' && live !== 'ended')) return true;
	const publishedMs = instantMs(video.publishedAt);
	if (publishedMs === null) return true;
	if (since && isTooOld(publishedMs, rules, since)) return false;
	if (isShort !== true) {
		const byFile = tellByFile(video);
		if (byFile === 'not') return false;
		if (byFile === 'unknown' || isShort === false) return true;
	}
	const needsDuration = rules.minDurationSec !== null || rules.maxDurationSec !== null;
	if (durationSec === 0 || (durationSec === null && needsDuration)) return true;
	return description === null || video.title === '';
}

function isTooOld(publishedMs: number, { fromDate, backfill }: SyncRules, since: Date): boolean {
	const fromMs = instantMs(fromDate);
	if (fromMs !== null && publishedMs < fromMs) return true;
	return backfill === 'none' && publishedMs < since.getTime();
}
