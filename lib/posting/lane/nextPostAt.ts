import { isQuiet, type LaneSettings } from './laneSettings';
import { dayAfter, instantOf, localTime, minuteOf } from './localTime';

/** Posts of an account so far: when the last one was, and how many on each of its local days. */
export interface PostsMade {
	lastMs: number | null;
	perDay: ReadonlyMap<string, number>;
}

/** The rule that a post waits for. */
export type Rule = 'spacing' | 'quiet' | 'cap' | 'times';

const minuteMs = 60_000;
/** A posting time that nothing was ready for stays open for so long. */
export const lateMs = 30 * minuteMs;
/** Each round moves on by at least a minute, mostly by a day; rules that leave no time at all end here. */
const mostRounds = 2_000;

/** The first moment from `fromMs` on at which the rules allow another post, and the rule that decided it; null: never. */
export function nextPostAt(
	settings: LaneSettings,
	posts: PostsMade,
	fromMs: number,
): { atMs: number; rule: Rule | null } | null {
	let atMs = fromMs;
	let rule: Rule | null = null;
	for (let round = 0; round < mostRounds; round++) {
		const later = laterBy(settings, posts, atMs);
		if (!later) return { atMs, rule };
		atMs = Math.max(later.atMs, atMs + 1);
		rule = later.rule;
	}
	return null;
}

export function postsMade(timesMs: readonly number[], timeZone: string): PostsMade {
	return timesMs.reduce<PostsMade>((posts, atMs) => withPost(posts, atMs, timeZone), {
		lastMs: null,
		perDay: new Map(),
	});
}

export function withPost(posts: PostsMade, atMs: number, timeZone: string): PostsMade {
	const { day } = localTime(atMs, timeZone);
	const perDay = new Map(posts.perDay).set(day, (posts.perDay.get(day) ?? 0) + 1);
	return { lastMs: Math.max(posts.lastMs ?? atMs, atMs), perDay };
}

/** Where the first rule that forbids this moment puts the post off to; null: it may be made. */
function laterBy(
	settings: LaneSettings,
	posts: PostsMade,
	atMs: number,
): { atMs: number; rule: Rule } | null {
	const { timeZone, spacingMinutes, dailyCap, postingTimes, quietHours } = settings;
	const spacedMs = (posts.lastMs ?? -Infinity) + spacingMinutes * minuteMs;
	if (atMs < spacedMs) return { atMs: spacedMs, rule: 'spacing' };

	const { day, minute } = localTime(atMs, timeZone);
	if (dailyCap !== null && (posts.perDay.get(day) ?? 0) >= dailyCap) {
		return { atMs: startOf(dayAfter(day), timeZone), rule: 'cap' };
	}
	if (quietHours && isQuiet(minute, quietHours)) {
		const end = minuteOf(quietHours.until);
		const endDay = minute < end ? day : dayAfter(day);
		const endMs = instantOf({ day: endDay, minute: end }, timeZone);
		// In the hour that comes twice the end may seem past.
		return { atMs: endMs > atMs ? endMs : atMs + minuteMs, rule: 'quiet' };
	}
	if (postingTimes.length) {
		const timeMs = openPostingTime(settings, posts, atMs);
		if (timeMs > atMs) return { atMs: timeMs, rule: 'times' };
	}
	return null;
}

/** The moment itself when it lies in a posting time that no post was made for; else the next posting time. */
function openPostingTime(
	{ postingTimes, timeZone }: LaneSettings,
	{ lastMs }: PostsMade,
	atMs: number,
): number {
	const { day, minute } = localTime(atMs, timeZone);
	for (const ofDay of [-1, 0, 1, 2]) {
		for (const time of postingTimes) {
			// Long over, however the clocks were changed meanwhile.
			const ageMinutes = minute - minuteOf(time) - ofDay * 1440;
			if (ageMinutes > longestMinutes) continue;
			const timeMs = instantOf(
				{ day: dayAfter(day, ofDay), minute: minuteOf(time) },
				timeZone,
			);
			if (timeMs > atMs) return timeMs;
			if (atMs < timeMs + lateMs && (lastMs ?? -Infinity) < timeMs) return atMs;
		}
	}
	return atMs + minuteMs;
}

/** `lateMs`, and a change of clocks by up to two hours. */
const longestMinutes = 150;

function startOf(day: string, timeZone: string): number {
	return instantOf({ day, minute: 0 }, timeZone);
}
