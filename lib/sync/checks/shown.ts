import { tellByFile } from '../tellShort';
import { inUtc, skipped, undecided, type Check } from './look';
import { aDay, aWeek, lookAgain, untilItBegins, untilItEnds } from './patience';

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
	const { video, nowMs, startsMs } = look;
	const { live, durationSec } = video;
	if (live === 'ended') return checkEnded(look);
	if (live === 'live') return checkGoingOn(look);
	if (live !== 'upcoming' && live !== 'premiere') return null;
	if (startsMs !== null && startsMs > nowMs) {
		// Its time may be changed, also to an earlier one.
		const gapMs = startsMs - nowMs > 30 * dayMs ? 7 * dayMs : dayMs;
		const againMs = Math.min(startsMs, nowMs + gapMs);
		return undecided('premiere', `It begins at ${inUtc(startsMs)}.`, againMs);
	}
	const overMs = (startsMs ?? nowMs) + ((durationSec ?? 0) || 180) * 1000 + 2 * minuteMs;
	if (live === 'premiere' && overMs <= nowMs) return null;
	const again = lookAgain(look, untilItBegins);
	const what =
		startsMs !== null
			? `It should have begun at ${inUtc(startsMs)}`
			: 'It is announced for a time that YouTube does not tell';
	if (!again) return skipped('never_began', `${what}, and did not begin in 14 days.`);
	const sentence = `${what}: 14ms looks again until ${inUtc(again.untilMs)}.`;
	return undecided('premiere', sentence, again.againMs);
};

const checkGoingOn: Check = (look) => {
	const again = lookAgain(look, untilItEnds);
	if (!again) {
		const sentence = 'It is a live stream that has gone on for 14 days, which is no Short.';
		return skipped('was_live', sentence);
	}
	const sentence =
		'It is a live stream that is still going on: 14ms looks again when it has ended.';
	return undecided('live', sentence, again.againMs);
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
