import type { Closure, InLane, LaneFacts, Wait } from './laneFacts';
import type { LaneSettings } from './laneSettings';
import { momentInWords } from './localTime';
import type { Rule } from './nextPostAt';

/** What stands between a repost and its slot. */
export type Obstacle =
	| { why: 'paused'; note: string | null }
	| { why: 'closed'; closure: Closure }
	| { why: 'notBefore'; atMs: number }
	| { why: 'schedule'; atMs: number; rule: Rule | null }
	| { why: 'full' | 'asking' | 'never' };

export function waitOf({ id }: InLane, obstacle: Obstacle | undefined, facts: LaneFacts): Wait {
	const { settings, atOnce } = facts;
	const at = (atMs: number) => momentInWords(atMs, settings.timeZone);
	switch (obstacle?.why) {
		case 'paused': {
			const note = obstacle.note ? ` (“${obstacle.note}”)` : '';
			const sentence = `Posting is paused for this account${note}: it goes on when you resume it.`;
			return { id, why: 'paused', sentence, atMs: null };
		}
		case 'closed': {
			const { sentence, untilMs } = obstacle.closure;
			return {
				...{ id, why: 'closed', atMs: untilMs },
				sentence: `${sentence} 14ms goes on by itself at ${at(untilMs)}.`,
			};
		}
		case 'notBefore':
			return {
				...{ id, why: 'notBefore', atMs: obstacle.atMs },
				sentence: `It starts at ${at(obstacle.atMs)}.`,
			};
		case 'schedule': {
			const why = obstacle.rule
				? ruleInWords(obstacle.rule, settings)
				: 'Others are before it';
			const sentence = `${why}: its turn is about ${at(obstacle.atMs)}.`;
			return { id, why: 'schedule', sentence, atMs: obstacle.atMs };
		}
		case 'asking': {
			const sentence =
				'Another repost finds out whether TikTok takes posts again: this one follows.';
			return { id, why: 'asking', sentence, atMs: null };
		}
		case 'never': {
			const sentence = 'The schedule of this account leaves no time to post: change it.';
			return { id, why: 'never', sentence, atMs: null };
		}
		default: {
			const who = atOnce === 1 ? 'Another repost' : `${atOnce} other reposts`;
			const are = atOnce === 1 ? 'is' : 'are';
			const then = atOnce === 1 ? 'when it is done' : 'when one of them is done';
			const sentence = `${who} of this account ${are} on the way: this one follows ${then}.`;
			return { id, why: 'full', sentence, atMs: null };
		}
	}
}

function ruleInWords(rule: Rule, settings: LaneSettings): string {
	const { spacingMinutes, dailyCap, postingTimes, quietHours } = settings;
	switch (rule) {
		case 'spacing':
			return `Posts of this account are ${spacingMinutes} minutes apart`;
		case 'cap':
			return `This account posts ${dailyCap ?? 0} a day at most`;
		case 'quiet':
			return `This account does not post between ${quietHours?.from ?? ''} and ${quietHours?.until ?? ''}`;
		case 'times':
			return `This account posts at ${postingTimes.join(', ')}`;
	}
}
