import { inOrder } from './inOrder';
import type { Closure, Grant, InLane, LaneDecision, LaneFacts, Wait } from './laneFacts';
import { nextPostAt, postsMade, withPost, type PostsMade } from './nextPostAt';
import { waitOf, type Obstacle } from './waitOf';

/** A Short is fetched at most so long before its turn, so that whoever is urgent finds room. */
export const aheadMs = 30 * 60_000;

/** Who gets a slot now, and why each of the others waits and until when. Depends on nothing but its facts. */
export function decideLane(facts: LaneFacts): LaneDecision {
	const grants: Grant[] = [];
	const obstacles = new Map<string, Obstacle>();
	const line = inOrder(facts.inLane.filter(({ isAway }) => !isAway));
	let room = facts.atOnce - facts.inLane.filter(({ hasWork }) => hasWork).length;
	let posts = postsMade(facts.postsMs, facts.settings.timeZone);

	// Whoever is ready is posted when the rules allow, even if someone before it is still being fetched.
	for (const one of line.filter(isReady)) {
		const obstacle = outside(facts, one) ?? schedule(facts, posts, facts.nowMs);
		if (obstacle) obstacles.set(one.id, obstacle);
		else if (!one.hasWork && room <= 0) obstacles.set(one.id, { why: 'full' });
		else if (isProbed(facts, one, line, grants)) obstacles.set(one.id, { why: 'asking' });
		else {
			grants.push({ id: one.id, slot: 'post' });
			if (!one.hasWork) room--;
			posts = withPost(posts, facts.nowMs, facts.settings.timeZone);
		}
	}

	// The others in their order: each is expected after those before it.
	for (const one of line.filter((other) => isExpected(other, grants))) {
		const expected = expect(facts, one, posts);
		if (expected.isNext) posts = expected.posts;
		if (one.hasWork || one.wants === 'post') {
			if (obstacles.get(one.id)?.why === 'schedule') obstacles.set(one.id, expected.obstacle);
			continue;
		}
		const isEarly = !one.isReviewed && expected.atMs - facts.nowMs > expected.aheadMs;
		if (isEarly || facts.paused) obstacles.set(one.id, expected.obstacle);
		else if (room <= 0) obstacles.set(one.id, { why: 'full' });
		else {
			grants.push({ id: one.id, slot: 'work' });
			room--;
		}
	}

	const waiting = line.filter(({ id }) => obstacles.has(id));
	const waits = waiting.map((one) => waitOf(one, obstacles.get(one.id), facts));
	return { grants, waits, nextAtMs: nextMoment(facts, waiting, waits) };
}

const isReady = ({ wants, hasPost }: InLane) => wants === 'post' && !hasPost;

function isExpected(one: InLane, grants: Grant[]): boolean {
	return !one.hasPost && !grants.some(({ id }) => id === one.id);
}

/** What has nothing to do with the other reposts of the account. */
function outside({ nowMs, paused, closures, askingId }: LaneFacts, one: InLane): Obstacle | null {
	if (paused) return { why: 'paused', note: paused.note };
	const closure = closed(closures, one, nowMs);
	// Woken by a person, the one that TikTok refused may ask it again.
	const mayAsk = askingId === one.id && closure?.repostId === one.id;
	if (closure && !mayAsk) return { why: 'closed', closure };
	if ((one.notBeforeMs ?? 0) > nowMs) return { why: 'notBefore', atMs: one.notBeforeMs ?? 0 };
	return null;
}

/** The closure that lasts longest. */
function closed(closures: Closure[], { kind }: InLane, nowMs: number): Closure | null {
	const [longest] = closures
		.filter(({ of, untilMs }) => of === kind && untilMs > nowMs)
		.sort((a, b) => b.untilMs - a.untilMs);
	return longest ?? null;
}

/** Whether TikTok takes posts again is found out by one at a time, not by all that wait. */
function isProbed(
	{ closures, nowMs }: LaneFacts,
	{ kind }: InLane,
	line: InLane[],
	grants: Grant[],
): boolean {
	if (!closures.some(({ of, untilMs }) => of === kind && untilMs <= nowMs)) return false;
	const hasTurn = ({ id, hasPost, isSent }: InLane) =>
		(hasPost && !isSent) || grants.some((grant) => grant.id === id && grant.slot === 'post');
	return line.some((other) => other.kind === kind && hasTurn(other));
}

function schedule({ settings }: LaneFacts, posts: PostsMade, fromMs: number): Obstacle | null {
	const next = nextPostAt(settings, posts, fromMs);
	if (!next) return { why: 'never' };
	return next.atMs > fromMs ? { why: 'schedule', ...next } : null;
}

/** When one is expected to be posted, as far as can be told now. */
function expect(facts: LaneFacts, one: InLane, posts: PostsMade) {
	const { nowMs, settings } = facts;
	const beside = outside({ ...facts, paused: null }, one);
	const fromMs = beside?.why === 'closed' ? beside.closure.untilMs : (one.notBeforeMs ?? 0);
	// One that may not go yet, or that nobody has approved yet, takes nobody's turn.
	const isNext = fromMs <= nowMs && !(one.isReviewed && one.wants === 'work');
	const next = nextPostAt(settings, posts, Math.max(nowMs, fromMs));
	const obstacle: Obstacle =
		(facts.paused && { why: 'paused', note: facts.paused.note }) ??
		beside ??
		(next ? { why: 'schedule', ...next } : { why: 'never' });
	return {
		obstacle,
		isNext: isNext && next !== null,
		posts: next && isNext ? withPost(posts, next.atMs, settings.timeZone) : posts,
		atMs: next?.atMs ?? Infinity,
		aheadMs: beside?.why === 'notBefore' ? 0 : aheadMs,
	};
}

function nextMoment({ nowMs }: LaneFacts, waiting: InLane[], waits: Wait[]): number | null {
	const moments = waits.flatMap(({ why, atMs }, index) => {
		if (atMs === null || why === 'paused') return [];
		const isFetchedAhead = waiting[index]?.wants === 'work' && why !== 'notBefore';
		return [Math.max(atMs - (isFetchedAhead ? aheadMs : 0), nowMs + 1)];
	});
	return moments.length ? Math.min(...moments) : null;
}
