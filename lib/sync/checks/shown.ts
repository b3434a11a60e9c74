import { tellByFile } from '../tellShort';
import { inUtc, skipped, undecided, type Check } from './look';
import { aDay, aWeek, gapMs, lookAgain } from './patience';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export const checkGone: Check = (look) => {
	if (look.video.access !== 'gone') return null;
	// Just after an upload, and in YouTube's bad hours, videos seem gone that are not.
	const again = lookAgain(look, aDay);
	if (!again) {
		return skipped('gone', 'YouTube no longer has this video: it was deleted or made private.');
	}
	const until = inUtc(again.untilMs);
	const sentence = `YouTube does not show this video now: 14ms looks again until ${until}.`;
	return undecided('facts_missing', sentence, again.againMs);
};

/** Premieres and streams: nothing can be taken before they are over. */
export const checkLive: Check = (look) => {
	const { video, nowMs, looks, startsMs } = look;
	const { live, durationSec } = video;
	if (live === 'ended') return checkEnded(look);
	if (live === 'live') {
		const againMs = nowMs + gapMs(looks, liveGaps);
		const sentence =
			'It is a live stream that is still going on: 14ms looks again when it has ended.';
		return undecided('live', sentence, againMs);
	}
	if (live !== 'upcoming' && live !== 'premiere') return null;
	if (startsMs !== null && startsMs > nowMs) {
		// Its time may be changed, also to an earlier one.
		const againMs = Math.min(startsMs, nowMs + dayMs);
		return undecided('premiere', `It begins at ${inUtc(startsMs)}.`, againMs);
	}
	const overMs = (startsMs ?? nowMs) + ((durationSec ?? 0) || 180) * 1000 + 2 * minuteMs;
	if (live === 'premiere' && overMs <= nowMs) return null;
	const sentence = startsMs
		? `It should have begun at ${inUtc(startsMs)}: 14ms looks again.`
		: 'It is announced for a time that YouTube does not tell: 14ms looks again.';
	return undecided('premiere', sentence, nowMs + gapMs(looks, premiereGaps));
};

/** A premiere that is over looks like a stream that is over, until YouTube shows it as a Short. */
const checkEnded: Check = (look) => {
	const { video } = look;
	if (video.isShort === true) return null;
	const again = tellByFile(video) === 'not' ? null : lookAgain(look, aDay);
	if (!again) return skipped('was_live', 'It was a live stream, which is no Short.');
	const sentence = `It was a premiere or a live stream: 14ms looks until ${inUtc(again.untilMs)} whether it is a Short.`;
	return undecided('short_unknown', sentence, again.againMs);
};

const liveGaps = { firstGapMs: 15 * minuteMs, longestGapMs: 60 * minuteMs };
const premiereGaps = { firstGapMs: 5 * minuteMs, longestGapMs: dayMs };

export const checkAccess: Check = (look) => {
	const { access } = look.video;
	if (access !== 'private' && access !== 'unlisted' && access !== 'membersOnly') return null;
	const isMembers = access === 'membersOnly';
	const what = isMembers ? 'for members of the channel only' : access;
	const again = lookAgain(look, aWeek);
	if (!again) {
		const sentence = `It is ${what}, and did not become public in 7 days.`;
		return skipped(isMembers ? 'stayed_members_only' : 'stayed_private', sentence);
	}
	return undecided(
		isMembers ? 'members_only' : 'private',
		`It is ${what}: 14ms looks again until ${inUtc(again.untilMs)}.`,
		again.againMs,
	);
};
