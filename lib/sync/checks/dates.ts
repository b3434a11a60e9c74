import { instantMs } from '../../instantMs';
import { inUtc, skipped, undecided, type Check } from './look';

export const checkFromDate: Check = ({ rules, publishedMs }) => {
	const fromMs = instantMs(rules.fromDate);
	if (fromMs === null || publishedMs === null || publishedMs >= fromMs) return null;
	const sentence = `It was published at ${inUtc(publishedMs)}, and this sync takes what was published from ${inUtc(fromMs)} on.`;
	return skipped('before_from_date', sentence);
};

export const checkBackfill: Check = ({ rules: { backfill }, publishedMs, sinceMs, olderRank }) => {
	if (publishedMs === null || publishedMs >= sinceMs || backfill === 'all') return null;
	const was = `It was published at ${inUtc(publishedMs)}, before this sync began`;
	if (backfill === 'none') return skipped('backfill', `${was}, and such Shorts are not taken.`);
	if (olderRank !== null && olderRank < backfill.last) return null;
	return skipped(
		'backfill',
		`${was}, and is not among the newest ${backfill.last} of such Shorts.`,
	);
};

/** Not before the Short has been public for so long. */
export const checkAge: Check = ({ rules: { minAgeHours }, ...look }) => {
	const { publishedMs, firstSeenMs, nowMs } = look;
	if (minAgeHours === 0 || publishedMs === null) return null;
	// It is listed, so it is public, whatever its date says.
	const publicMs = publishedMs <= nowMs ? publishedMs : Math.min(firstSeenMs, nowMs);
	const ripeMs = publicMs + minAgeHours * 3_600_000;
	if (nowMs >= ripeMs) return null;
	const sentence = `It has been public for less than ${hours(minAgeHours)}: its time comes at ${inUtc(ripeMs)}.`;
	return undecided('too_young', sentence, Math.ceil(ripeMs));
};

function hours(n: number): string {
	return n === 1 ? 'an hour' : `${n} hours`;
}
