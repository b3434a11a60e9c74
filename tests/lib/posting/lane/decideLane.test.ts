import { decideLane } from '../../../../lib/posting/lane/decideLane';
import type { Closure, InLane } from '../../../../lib/posting/lane/laneFacts';
import { at, factsWith, inLane, settingsWith, unfetched } from './laneBench';

const hourMs = 3_600_000;
const nowMs = at('2026-11-24T12:00:00Z');
const soon = { timeZone: 'Europe/Berlin', postingTimes: ['13:20'] };

function closure(given: Partial<Closure> = {}): Closure {
	return {
		...{ code: 'tiktok_too_many_posts', sentence: 'Too many posts today.', of: 'direct' },
		...{ untilMs: nowMs + hourMs, repostId: 'other', isOfApp: false, ...given },
	};
}

const ids = (reposts: InLane[]) => reposts.map(({ id }) => id);

describe('work', () => {
	test('at most five are on their way; the others are told so', () => {
		const all = Array.from({ length: 8 }, () => unfetched());
		const { grants, waits, nextAtMs } = decideLane(factsWith({ inLane: all }));
		expect(grants.map(({ id }) => id)).toEqual(ids(all.slice(0, 5)));
		expect(waits.map(({ id }) => id)).toEqual(ids(all.slice(5)));
		expect(waits[0]).toMatchObject({
			why: 'full',
			sentence:
				'5 other reposts of this account are on the way: this one follows when one of them is done.',
			atMs: null,
		});
		expect(nextAtMs).toBeNull();
	});

	test('9 goes before 5 and 0, then whoever asked first', () => {
		const [low, second, first, urgent] = [
			unfetched({ priority: 0, createdAtMs: 1 }),
			unfetched({ createdAtMs: 3 }),
			unfetched({ createdAtMs: 2 }),
			unfetched({ priority: 9, createdAtMs: 9 }),
		];
		const all = [low, second, first, urgent];
		const { grants } = decideLane(factsWith({ inLane: all, atOnce: 3 }));
		expect(grants.map(({ id }) => id)).toEqual(ids([urgent, first, second]));
	});

	test('who waits for a person or for YouTube holds nobody up', () => {
		const away = unfetched({ isAway: true });
		const next = unfetched();
		const { grants, waits } = decideLane(factsWith({ inLane: [away, next], atOnce: 1 }));
		expect(grants).toEqual([{ id: next.id, slot: 'work' }]);
		expect(waits).toEqual([]);
	});

	test('nothing is fetched before its time, and what is to be reviewed is', () => {
		const notBeforeMs = nowMs + 10_000;
		const later = unfetched({ notBeforeMs });
		const reviewed = unfetched({ notBeforeMs, isReviewed: true });
		const decided = decideLane(factsWith({ inLane: [later, reviewed] }));
		expect(decided.grants).toEqual([{ id: reviewed.id, slot: 'work' }]);
		expect(decided.waits).toMatchObject([
			{ why: 'notBefore', sentence: 'It starts at 2026-11-24 12:00 UTC.' },
		]);
		expect(decided.nextAtMs).toBe(notBeforeMs);
	});

	test('a Short is fetched half an hour ahead of its posting time, no earlier', () => {
		const settings = settingsWith(soon);
		const all = [unfetched(), unfetched()];
		const { grants, waits, nextAtMs } = decideLane(factsWith({ inLane: all, settings }));
		expect(grants).toEqual([{ id: all[0]?.id, slot: 'work' }]);
		expect(waits).toMatchObject([
			{
				why: 'schedule',
				sentence:
					'This account posts at 13:20: its turn is about 2026-11-25 13:20 (Europe/Berlin).',
			},
		]);
		expect(nextAtMs).toBe(at('2026-11-25T11:50:00Z'));
		const early = decideLane(
			factsWith({ inLane: all, settings, nowMs: at('2026-11-24T11:49:00Z') }),
		);
		expect(early.grants).toEqual([]);
		expect(early.nextAtMs).toBe(at('2026-11-24T11:50:00Z'));
	});

	test('one that is urgent and came late takes the next posting time', () => {
		const settings = settingsWith(soon);
		const urgent = unfetched({ priority: 9 });
		const all = [...Array.from({ length: 20 }, () => unfetched()), urgent];
		const { grants } = decideLane(factsWith({ inLane: all, settings }));
		expect(grants).toEqual([{ id: urgent.id, slot: 'work' }]);
	});
});

describe('posts', () => {
	test('without a schedule everyone who is ready goes', () => {
		const all = [inLane(), inLane()];
		const { grants } = decideLane(factsWith({ inLane: all }));
		expect(grants).toEqual(all.map(({ id }) => ({ id, slot: 'post' })));
	});

	test('spacing lets one go and tells the others when', () => {
		const all = [inLane(), inLane(), inLane()];
		const settings = settingsWith({ spacingMinutes: 60 });
		const { grants, waits, nextAtMs } = decideLane(factsWith({ inLane: all, settings }));
		expect(grants).toEqual([{ id: all[0]?.id, slot: 'post' }]);
		expect(waits.map(({ sentence }) => sentence)).toEqual([
			'Posts of this account are 60 minutes apart: its turn is about 2026-11-24 13:00 UTC.',
			'Posts of this account are 60 minutes apart: its turn is about 2026-11-24 14:00 UTC.',
		]);
		expect(nextAtMs).toBe(nowMs + hourMs);
	});

	test('who is ready goes although someone before it is still being fetched', () => {
		const fetching = inLane({ wants: 'work' });
		const ready = inLane();
		const settings = settingsWith(soon);
		const { grants } = decideLane(
			factsWith({
				...{ inLane: [fetching, ready], settings },
				nowMs: at('2026-11-24T12:21:00Z'),
			}),
		);
		expect(grants).toEqual([{ id: ready.id, slot: 'post' }]);
	});

	test('the cap says when it goes on', () => {
		const settings = settingsWith({ timeZone: 'Europe/Berlin', dailyCap: 1 });
		const { grants, waits } = decideLane(
			factsWith({ inLane: [inLane()], settings, postsMs: [nowMs - hourMs] }),
		);
		expect(grants).toEqual([]);
		expect(waits[0]?.sentence).toBe(
			'This account posts 1 a day at most: its turn is about 2026-11-25 00:00 (Europe/Berlin).',
		);
	});

	test('one that gave its place back needs room again', () => {
		const approved = inLane({ hasWork: false });
		const onTheWay = Array.from({ length: 5 }, () => inLane({ wants: 'work' }));
		const full = decideLane(factsWith({ inLane: [approved, ...onTheWay] }));
		expect(full.grants).toEqual([]);
		expect(full.waits).toMatchObject([{ id: approved.id, why: 'full' }]);
		const free = decideLane(factsWith({ inLane: [approved, ...onTheWay.slice(1)] }));
		expect(free.grants).toEqual([{ id: approved.id, slot: 'post' }]);
	});
});

describe('pauses and closures', () => {
	test('a pause stops everyone, with its note', () => {
		const { grants, waits, nextAtMs } = decideLane(
			factsWith({ inLane: [inLane(), unfetched()], paused: { note: 'On holiday' } }),
		);
		expect(grants).toEqual([]);
		expect(waits.map(({ sentence }) => sentence)).toEqual(
			Array(2).fill(
				'Posting is paused for this account (“On holiday”): it goes on when you resume it.',
			),
		);
		expect(nextAtMs).toBeNull();
	});

	test('what TikTok closed stops its kind only, with TikTok’s reason and the time', () => {
		const [direct, draft, unready] = [inLane(), inLane({ kind: 'inbox' }), unfetched()];
		const decided = decideLane(
			factsWith({ inLane: [direct, draft, unready], closures: [closure()] }),
		);
		expect(decided.grants).toEqual([{ id: draft.id, slot: 'post' }]);
		expect(decided.waits.map(({ why, sentence }) => [why, sentence])).toEqual(
			Array(2).fill([
				'closed',
				'Too many posts today. 14ms goes on by itself at 2026-11-24 13:00 UTC.',
			]),
		);
		expect(decided.nextAtMs).toBe(nowMs + hourMs / 2);
	});

	test('when its time is over one finds out for all whether TikTok takes posts again', () => {
		const all = [inLane(), inLane()];
		const over = [closure({ untilMs: nowMs })];
		const { grants, waits } = decideLane(factsWith({ inLane: all, closures: over }));
		expect(grants).toEqual([{ id: all[0]?.id, slot: 'post' }]);
		expect(waits).toMatchObject([{ id: all[1]?.id, why: 'asking' }]);
		const asking = [inLane({ hasPost: true }), inLane()];
		expect(decideLane(factsWith({ inLane: asking, closures: over })).grants).toEqual([]);
	});

	test('only the one that was refused may ask TikTok early, and not through a pause', () => {
		const refused = inLane({ hasWork: false });
		const facts = factsWith({
			inLane: [refused, inLane()],
			closures: [closure({ repostId: refused.id })],
		});
		expect(decideLane(facts).grants).toEqual([]);
		const asking = { ...facts, askingId: refused.id };
		expect(decideLane(asking).grants).toEqual([{ id: refused.id, slot: 'post' }]);
		expect(decideLane({ ...asking, paused: { note: null } }).grants).toEqual([]);
	});
});

test('a thousand waiting reposts are each told their time', () => {
	const all = Array.from({ length: 1_000 }, (_, n) => unfetched({ priority: n % 10 }));
	const settings = settingsWith({
		...{ timeZone: 'America/New_York', postingTimes: ['09:00', '12:30', '18:00'] },
		quietHours: { from: '22:00', until: '07:00' },
	});
	const facts = factsWith({ inLane: all, settings });
	decideLane(facts);
	const { waits } = decideLane(facts);
	expect(waits).toHaveLength(1_000);
	expect(new Set(waits.map(({ atMs }) => atMs)).size).toBe(1_000);
});
