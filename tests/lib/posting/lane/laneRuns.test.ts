import fc from 'fast-check';
import { decideLane } from '../../../../lib/posting/lane/decideLane';
import type { InLane } from '../../../../lib/posting/lane/laneFacts';
import { neverPosts, type LaneSettings } from '../../../../lib/posting/lane/laneSettings';
import { isQuiet } from '../../../../lib/posting/lane/laneSettings';
import { localTime, minuteOf } from '../../../../lib/posting/lane/localTime';
import { lateMs } from '../../../../lib/posting/lane/nextPostAt';
import { at, factsWith, settingsWith, unfetched } from './laneBench';

const minuteMs = 60_000;
const clock = fc
	.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '20', '59'))
	.map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);

const settings: fc.Arbitrary<LaneSettings> = fc
	.record({
		timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia'),
		spacingMinutes: fc.constantFrom(0, 1, 90, 1500),
		dailyCap: fc.constantFrom(null, 1, 3),
		postingTimes: fc.array(clock, { maxLength: 3 }).map((times) => [...new Set(times)].sort()),
		quietHours: fc.option(fc.record({ from: clock, until: clock })),
	})
	.filter(({ quietHours }) => quietHours?.from !== quietHours?.until || !quietHours)
	.map((given) => settingsWith(given))
	.filter((given) => neverPosts(given) === null);

interface Post {
	id: string;
	atMs: number;
}

/** Lets a lane run: what gets a place is fetched in a few minutes, what gets its turn is sent in a few more. */
function run(given: LaneSettings, reposts: InLane[], startMs: number, atOnce: number) {
	const inLane = new Map(reposts.map((repost) => [repost.id, { ...repost }]));
	const posts: Post[] = [];
	let mostOnTheWay = 0;
	let nowMs = startMs;
	for (let round = 0; inLane.size > 0; round++) {
		if (round > 2_000) throw new Error(`${inLane.size} never had their turn.`);
		const postsMs = posts.map(({ atMs }) => atMs);
		const facts = factsWith({ nowMs, settings: given, atOnce, postsMs });
		const { grants, nextAtMs, waits } = decideLane({ ...facts, inLane: [...inLane.values()] });
		for (const { id, slot } of grants) {
			const one = inLane.get(id);
			if (!one) throw new Error('It was given a slot after its end.');
			one.hasWork = true;
			if (slot === 'post') {
				one.hasPost = true;
				posts.push({ id, atMs: nowMs });
			}
		}
		const all = [...inLane.values()];
		mostOnTheWay = Math.max(mostOnTheWay, all.filter(({ hasWork }) => hasWork).length);
		// Those that wait are those without the slot they want, each with a reason.
		expect(waits).toHaveLength(
			all.filter(({ wants, hasWork, hasPost }) => !(wants === 'post' ? hasPost : hasWork))
				.length,
		);
		const isBusy = all.some(
			({ hasPost, wants, hasWork }) => hasPost || (hasWork && wants === 'work'),
		);
		for (const one of all) {
			if (one.hasPost) inLane.delete(one.id);
			else if (one.hasWork) one.wants = 'post';
		}
		nowMs = isBusy ? nowMs + 3 * minuteMs : (nextAtMs ?? Infinity);
		if (!Number.isFinite(nowMs)) throw new Error('Nothing will ever happen again.');
	}
	return { posts, mostOnTheWay };
}

test('whatever the schedule, all are posted, none twice, and no rule is broken', () => {
	const starts = ['2026-03-27T20:00:00Z', '2026-10-23T20:00:00Z', '2026-11-24T12:00:00Z'];
	fc.assert(
		fc.property(
			settings,
			fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 }),
			fc.constantFrom(...starts),
			fc.constantFrom(1, 2, 5),
			(given, priorities, start, atOnce) => {
				const reposts = priorities.map((priority) => unfetched({ priority }));
				const { posts, mostOnTheWay } = run(given, reposts, at(start), atOnce);
				expect(posts.map(({ id }) => id).sort()).toEqual(
					reposts.map(({ id }) => id).sort(),
				);
				expect(mostOnTheWay).toBeLessThanOrEqual(atOnce);
				checkRules(given, posts);
			},
		),
		{ numRuns: 40 },
	);
});

function checkRules(given: LaneSettings, posts: Post[]): void {
	const { timeZone, spacingMinutes, dailyCap, postingTimes, quietHours } = given;
	const perDay = new Map<string, number>();
	posts.forEach(({ atMs }, index) => {
		const { day, minute } = localTime(atMs, timeZone);
		perDay.set(day, (perDay.get(day) ?? 0) + 1);
		const before = posts[index - 1];
		if (before) expect(atMs - before.atMs).toBeGreaterThanOrEqual(spacingMinutes * minuteMs);
		if (quietHours) expect(isQuiet(minute, quietHours)).toBe(false);
		if (postingTimes.length) {
			const sinceMinutes = postingTimes.map(
				(time) => (minute - minuteOf(time) + 1440) % 1440,
			);
			// An hour more on days when the clocks are changed.
			expect(
				sinceMinutes.some(
					(since) => since < lateMs / minuteMs || Math.abs(since - 60) < 30,
				),
			).toBe(true);
		}
	});
	for (const count of perDay.values()) {
		expect(count).toBeLessThanOrEqual(dailyCap ?? Infinity);
	}
}

test('with equal priorities whoever asked first is posted first', () => {
	const reposts = Array.from({ length: 30 }, () => unfetched());
	const { posts } = run(settingsWith({ spacingMinutes: 10 }), reposts, at('2026-11-24'), 5);
	expect(posts.map(({ id }) => id)).toEqual(reposts.map(({ id }) => id));
});
