import { tellShort } from '../tellShort';
import { inUtc, skipped, undecided, type Check, type Look, type ShortDecision } from './look';
import { aDay, aWeek, lookAgain } from './patience';

/** What YouTube shows to others, but not to 14ms. */
export const checkTold: Check = (look) => {
	const { trouble } = look.video;
	if (trouble === undefined) return null;
	const again = lookAgain(look, aWeek);
	const sentence = `YouTube does not tell of it. ${trouble}`;
	if (!again) return skipped('facts_missing', `${sentence} So it was for 7 days.`);
	const until = `14ms looks again until ${inUtc(again.untilMs)}.`;
	return undecided('facts_missing', `${sentence} ${until}`, again.againMs);
};

export const checkPublished: Check = (look) =>
	look.publishedMs === null ? missing(look, 'when it was published') : null;

/** A duration of nothing is what YouTube tells until it has processed an upload. */
export const checkProcessed: Check = (look) => {
	if (look.video.durationSec === null || look.video.durationSec > 0) return null;
	const again = lookAgain(look, aDay);
	if (!again)
		return skipped('facts_missing', 'YouTube did not finish processing it in 24 hours.');
	const sentence = `YouTube is still processing it: 14ms looks again until ${inUtc(again.untilMs)}.`;
	return undecided('processing', sentence, again.againMs);
};

export const checkIsShort: Check = (look) => {
	const { video, firstSeenMs, nowMs } = look;
	const told = tellShort(video, { firstSeenAt: new Date(firstSeenMs), now: new Date(nowMs) });
	if (told === 'short') return null;
	if (told === 'not') return skipped('not_a_short', `It is no Short: ${whyNot(look)}.`);
	const again = lookAgain(look, aDay);
	if (!again) {
		return skipped('not_a_short', 'YouTube did not say in 24 hours that it is a Short.');
	}
	return undecided(
		'short_unknown',
		`It is not certain yet that it is a Short: 14ms looks again until ${inUtc(again.untilMs)}.`,
		again.againMs,
	);
};

/** Its text is needed for the caption, too; but who has no rules about it gets the Short without. */
export const checkText: Check = (look) => {
	const { includeWords, excludeWords, includeHashtags, excludeHashtags } = look.rules;
	if (look.video.description !== null) return null;
	const rules = [includeWords, excludeWords, includeHashtags, excludeHashtags];
	const isNeeded = rules.some(({ length }) => length > 0);
	return isNeeded || lookAgain(look, aDay) ? missing(look, 'its description') : null;
};

export const checkDuration: Check = (look) => {
	const { minDurationSec: min, maxDurationSec: max } = look.rules;
	const { durationSec } = look.video;
	if (min === null && max === null) return null;
	if (durationSec === null) return missing(look, 'its duration');
	const lasts = `It lasts ${seconds(durationSec)}, and this sync takes`;
	if (min !== null && durationSec < min) {
		return skipped('too_short', `${lasts} ${seconds(min)} and more.`);
	}
	if (max !== null && durationSec > max) {
		return skipped('too_long', `${lasts} up to ${seconds(max)}.`);
	}
	return null;
};

function missing(look: Look, what: string): ShortDecision {
	const again = lookAgain(look, aDay);
	if (!again) return skipped('facts_missing', `YouTube did not tell ${what} in 24 hours.`);
	const sentence = `YouTube has not told ${what} yet: 14ms looks again until ${inUtc(again.untilMs)}.`;
	return undecided('facts_missing', sentence, again.againMs);
}

function whyNot({ video: { durationSec, widthPx, heightPx } }: Look): string {
	if (widthPx !== null && heightPx !== null && widthPx > heightPx) {
		return `it is wider than high (${widthPx} × ${heightPx})`;
	}
	// Only YouTube knows why else.
	return durationSec !== null && durationSec > 60
		? `it lasts ${seconds(durationSec)}`
		: 'YouTube shows it as an ordinary video';
}

function seconds(n: number): string {
	const rounded = Math.round(n * 10) / 10;
	return rounded === 1 ? '1 second' : `${rounded} seconds`;
}
