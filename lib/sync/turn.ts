import { momentInWords } from '../posting/lane/localTime';
import type { Decision, DecisionReason } from './decision';
import { startOfNextDay } from './startOfDay';
import type { SyncRules } from './syncRules';

/** Most of its reposts that a backfill keeps on their way at once, so that new Shorts and other syncs find room. */
export const openAtOnce = 10;

export interface TurnFacts<Video> {
	rules: Pick<SyncRules, 'maxPerRun' | 'maxPerDay'>;
	/** Chosen ones, the new ones first, in the order of the rules. */
	waiting: readonly Video[];
	/** By this run already; default 0. */
	doneThisRun?: number;
	/** Since `startOfDay` in the account's time zone. */
	doneToday: number;
	/** Reposts of this sync that have not ended; null: it makes none. */
	openReposts: number | null;
	/** It was there before the sync. */
	isBackfill: (video: Video) => boolean;
	/** The account's. */
	timeZone: string;
	now: Date;
}

export interface Turn<Video> {
	now: Video[];
	later: { video: Video; decision: Decision<'waiting'> }[];
}

/** Whose turn it is in this run, in their order, and why the others wait. */
export function roomInRun<Video>(facts: TurnFacts<Video>): Turn<Video> {
	const { rules, waiting, doneThisRun = 0, doneToday, openReposts, isBackfill } = facts;
	const turn: Turn<Video> = { now: [], later: [] };
	const isFull = (taken: number) => openReposts !== null && openReposts + taken >= openAtOnce;
	for (const video of waiting) {
		const taken = turn.now.length;
		const reason =
			rules.maxPerDay !== null && doneToday + taken >= rules.maxPerDay
				? 'day_limit'
				: doneThisRun + taken >= rules.maxPerRun
					? 'run_limit'
					: isFull(taken) && isBackfill(video)
						? 'open_limit'
						: null;
		if (reason === null) turn.now.push(video);
		else turn.later.push({ video, decision: later(reason, facts) });
	}
	return turn;
}

function later(
	reason: DecisionReason<'waiting'>,
	{ rules, now, timeZone }: Pick<TurnFacts<unknown>, 'rules' | 'now' | 'timeZone'>,
): Decision<'waiting'> {
	return { state: 'waiting', reason, sentence: sentenceOf(), lookAgainAt: null };

	function sentenceOf(): string {
		if (reason === 'day_limit') {
			const nextDay = momentInWords(startOfNextDay(now, timeZone).getTime(), timeZone);
			return `This sync takes ${rules.maxPerDay ?? 0} a day at most: its turn comes from ${nextDay} on.`;
		}
		if (reason === 'run_limit') {
			return `A run of this sync takes ${rules.maxPerRun} at most: it goes with a later one.`;
		}
		return `${openAtOnce} reposts of this sync are on their way: older Shorts go on when one has ended.`;
	}
}
