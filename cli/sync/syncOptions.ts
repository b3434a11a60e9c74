import { InvalidArgumentError, type Command } from 'commander';
import { fromDateOf } from '../../lib/sync/fromDate';
import { captionRules, syncRules } from '../../lib/sync/syncRules';
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

/** `none` and "" take away: the same for every rule and every part of the captions. */
export const takesAway = `\`none\` or "" takes a rule away: words, hashtags, lengths, dates and daily limits are gone then, and --per-run, --order, --min-age-hours, --backfill and --caption-template are as they are when nothing is said.`;

const atFirst = { ...syncRules.parse({}), template: captionRules.parse({}).template };
type AtFirst = typeof atFirst;

const orders = syncRules.shape.order.unwrap().options;

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
		.option('--from-date <date>', 'nothing from before, e.g. 2026-11-01', noneOr(date))
		.option('--include-words <list>', 'only with one of them, e.g. a,b', list)
		.option('--exclude-words <list>', 'not with any of them', list)
		.option('--include-hashtags <list>', 'only with one of them', list)
		.option('--exclude-hashtags <list>', 'not with any of them', list)
		.option('--min-seconds <n>', 'at least so long', noneOr(numberOrNone))
		.option('--max-seconds <n>', 'at most so long', noneOr(numberOrNone))
		.option(
			'--per-run <n>',
			'at most so many at a look (5)',
			orAtFirst('maxPerRun', wholeNumber),
		)
		.option('--per-day <n>', 'at most so many a day', noneOr(numberOrNone))
		.option(
			'--order <order>',
			`which goes first: ${orders.join(' or ')}`,
			orAtFirst('order', order),
		)
		.option(
			'--backfill <which>',
			'of earlier ones: `none`, `all`, or the newest so many',
			noneOr(some),
		)
		.option(
			'--min-age-hours <n>',
			'not before a Short is so old',
			orAtFirst('minAgeHours', hours),
		)
		.addHelpText('after', `\n${takesAway}`);
}

/** How captions are made. */
export function withCaptionOptions(command: Command): Command {
	return command
		.option(
			'--caption-template <text>',
			'Liquid, e.g. "{{ title }} {{ hashtags }}"',
			orAtFirst('template', String),
		)
		.option('--drop-links', 'take links out')
		.option('--drop-subscribe-lines', 'take out lines that ask to subscribe')
		.option('--rename-hashtag <from=to>', 'may be given again', rename)
		.option('--drop-hashtags <list>', 'e.g. shorts,fyp', list)
		.option('--add-hashtags <list>', 'at the end', list)
		.option('--hashtag-limit <n>', 'at most so many', noneOr(numberOrNone));
}

function isNone(text: string): boolean {
	return text === 'none' || text === '';
}

function noneOr(parse: (text: string) => string) {
	return (text: string): string => (isNone(text) ? 'none' : parse(text));
}

function orAtFirst<Name extends keyof AtFirst>(name: Name, parse: (text: string) => AtFirst[Name]) {
	return (text: string): AtFirst[Name] => (isNone(text) ? atFirst[name] : parse(text));
}

/** A word `none` beside others is a word. */
function list(text: string): string[] {
	if (isNone(text.trim())) return [];
	return text
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean);
}

function date(text: string): string {
	if (syncRules.shape.fromDate.safeParse(fromDateOf(text)).success) return text;
	throw new InvalidArgumentError(
		'It must be a date such as 2026-11-01, in the years 1970 to 9998.',
	);
}

function some(text: string): string {
	if (text === 'none' || text === 'all' || /^\d+$/.test(text)) return text;
	throw new InvalidArgumentError('It must be none, all, or a number.');
}

function order(text: string): AtFirst['order'] {
	const given = orders.find((known) => known === text);
	if (given) return given;
	throw new InvalidArgumentError(`It must be ${orders.join(' or ')}.`);
}

function hours(text: string): number {
	if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('It must be a number.');
	return Number(text);
}

function rename(text: string, earlier: { from: string; to: string }[] = []) {
	if (isNone(text)) return [];
	const [from, to, ...rest] = text.split('=');
	if (from && to && !rest.length) return [...earlier, { from, to }];
	throw new InvalidArgumentError('It must be like old=new.');
}
