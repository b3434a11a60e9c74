import { InvalidArgumentError, Option, type Command } from 'commander';
import { syncRules } from '../../lib/sync/syncRules';
import { numberOrNone, wholeNumber } from '../numbers';
import { postingOption, withPostOptions, type PostOptions } from '../postOptions';

export interface SyncOptions extends PostOptions {
	account?: string;
	action?: string;
	every?: string;
	posting?: string;
	own?: boolean;
	paused?: boolean;
	fromDate?: string;
	includeWords?: string[];
	excludeWords?: string[];
	includeHashtags?: string[];
	excludeHashtags?: string[];
	minSeconds?: string;
	maxSeconds?: string;
	perRun?: number;
	perDay?: string;
	order?: string;
	backfill?: string;
	minAgeHours?: number;
	captionTemplate?: string;
	dropLinks?: boolean;
	dropSubscribeLines?: boolean;
	renameHashtag?: { from: string; to: string }[];
	dropHashtags?: string[];
	addHashtags?: string[];
	hashtagLimit?: string;
	count?: number;
	json?: boolean;
}

/** How often it looks and how it posts. */
export function withRepostOptions(command: Command): Command {
	return withPostOptions(
		command
			.option('--every <time>', 'how often it looks, e.g. 15m, 2h, 1d')
			.addOption(postingOption()),
	);
}

/** Which Shorts are taken. */
export function withRuleOptions(command: Command): Command {
	return command
		.option('--from-date <date>', 'nothing from before, e.g. 2026-11-01; `none`')
		.option('--include-words <list>', 'only with one of them, e.g. a,b; "" for none', list)
		.option('--exclude-words <list>', 'not with any of them', list)
		.option('--include-hashtags <list>', 'only with one of them', list)
		.option('--exclude-hashtags <list>', 'not with any of them', list)
		.option('--min-seconds <n>', 'at least so long; `none`', numberOrNone)
		.option('--max-seconds <n>', 'at most so long; `none`', numberOrNone)
		.option('--per-run <n>', 'at most so many at a look', wholeNumber)
		.option('--per-day <n>', 'at most so many a day; `none`', numberOrNone)
		.addOption(
			new Option('--order <order>', 'which goes first').choices(
				syncRules.shape.order.unwrap().options,
			),
		)
		.option('--backfill <which>', 'of earlier ones: `none`, `all`, or the newest so many', some)
		.option('--min-age-hours <n>', 'not before a Short is so old', hours);
}

/** How captions are made. */
export function withCaptionOptions(command: Command): Command {
	return command
		.option('--caption-template <text>', 'Liquid, e.g. "{{ title }} {{ hashtags }}"')
		.option('--drop-links', 'take links out')
		.option('--drop-subscribe-lines', 'take out lines that ask to subscribe')
		.option('--rename-hashtag <from=to>', 'may be given again', rename)
		.option('--drop-hashtags <list>', 'e.g. shorts,fyp; "" for none', list)
		.option('--add-hashtags <list>', 'at the end', list)
		.option('--hashtag-limit <n>', 'at most so many; `none`', numberOrNone);
}

function list(text: string): string[] {
	return text
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean);
}

function some(text: string): string {
	if (text === 'none' || text === 'all' || /^\d+$/.test(text)) return text;
	throw new InvalidArgumentError('It must be none, all, or a number.');
}

function hours(text: string): number {
	if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('It must be a number.');
	return Number(text);
}

function rename(text: string, earlier: { from: string; to: string }[] = []) {
	const [from, to, ...rest] = text.split('=');
	if (from && to && !rest.length) return [...earlier, { from, to }];
	throw new InvalidArgumentError('It must be like old=new.');
}
