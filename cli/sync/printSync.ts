import { momentInWords } from '../../lib/posting/lane/localTime';
import { printable } from '../../lib/printable';
import { captionsInWords } from '../../lib/sync/captionsInWords';
import { everyInWords } from '../../lib/sync/every';
import { followedInWords, previewInWords } from '../../lib/sync/previewInWords';
import { rulesInWords } from '../../lib/sync/rulesInWords';
import { runInWords } from '../../lib/sync/runInWords';
import { verificationInWords } from '../../lib/sync/verification';
import { inCliWords } from '../apiClient';
import type { DecisionView, PreviewView, SyncRunView, SyncView } from '../../lib/sync/syncView';
import { utcDay } from '../../lib/utcDay';

/** A sync in a list: what it is, then how it stands. */
export function syncLines(sync: SyncView): string[] {
	const { id, state, channel, account, error, trouble, pauseNote } = sync;
	return printed([
		`${state.padEnd(14)}  ${channel.handle ?? channel.title} → @${account}  (${id})`,
		`    ${standing(sync)}`,
		...(state === 'paused' && pauseNote ? [`    Paused: ${pauseNote}`] : []),
		...(error ? [`    ${inCliWords(error.message)}`] : []),
		...(trouble ? [`    ${inCliWords(trouble)}`] : []),
	]);
}

/** All that one sync is set to, and its last run. */
export function detailLines(sync: SyncView): string[] {
	const { channel, rules, captions, lastRun } = sync;
	const { ownership } = channel;
	return [
		...syncLines(sync),
		...printed([
			`    Channel:  ${channel.title}, ${channel.url}`,
			`    Yours by: ${ownership ? `${ownership.kind} of ${utcDay(ownership.at)} (${ownership.by})` : 'nothing yet'}`,
			`    Rules:    ${rulesInWords(rules).join('; ')}`,
			`    Captions: ${captionsInWords(captions).join('; ') || 'title and description'}`,
			...(lastRun ? [`    Last run: ${runLine(lastRun)}`] : []),
		]),
	];
}

/** What was decided about a video; the reason on a line of its own. */
export function decisionLines(decision: DecisionView): string[] {
	const { state, sentence, repost } = decision;
	return printed([
		`${state.padEnd(10)}  ${titled(decision)}`,
		`    ${sentence}`,
		...(repost ? [`    ${repost.state}  ${repost.url ?? `(${repost.id})`}`] : []),
	]);
}

/** What would be done with each Short of a channel. */
export function previewLines(
	preview: PreviewView,
	{
		isStated = false,
		isOfChannel = false,
	}: { isStated?: boolean | undefined; isOfChannel?: boolean } = {},
): string[] {
	const { channel, verification, items, sources } = preview;
	const followed = isOfChannel ? followedInWords(preview) : null;
	const own = isStated
		? null
		: verificationInWords(verification, channel.verifyCode, 'say --own');
	const failed = sources.filter(({ isOk }) => !isOk);
	return printed([
		...items.flatMap((item) => [
			`${actOn(item).padEnd(10)}  ${titled(item)}`,
			`    ${item.sentence}`,
			...(actOn(item) === 'take' && item.caption !== null
				? [`    Caption: ${inOneLine(item.caption)}`]
				: []),
		]),
		`${channel.title}: ${inCliWords(previewInWords(preview))}`,
		...failed.map(({ source, error }) => `${source}: ${error?.message ?? 'did not answer'}`),
		...(followed === null ? [] : [followed]),
		...(own === null ? [] : [own]),
	]);
}

export function runLine(run: SyncRunView): string {
	return printable(`${utc(run.startedAt)}  ${runInWords(run)}`);
}

function standing({ action, posting, everyMinutes, counts, nextRunAt }: SyncView): string {
	const how = action === 'announce' ? 'announces' : `reposts (${posting})`;
	const { requested, announced, waiting, undecided, skipped } = counts;
	const done = action === 'announce' ? `${announced} announced` : `${requested} requested`;
	const rest = `${waiting} waiting, ${undecided} undecided, ${skipped} skipped`;
	const next = nextRunAt === null ? '' : `; next look about ${utc(nextRunAt)}`;
	return `${how} ${everyInWords(everyMinutes)}; ${done}, ${rest}${next}`;
}

function actOn({ state }: PreviewView['items'][number]): string {
	if (state === 'requested' || state === 'announced') return 'done';
	return wouldBe[state];
}

const wouldBe = { waiting: 'take', undecided: 'later', skipped: 'skip' };

function titled({ title, video }: { title: string; video: string }): string {
	const short = title.length <= 60 ? title : `${title.slice(0, 59).toWellFormed().trimEnd()}…`;
	return `${video} “${short}”`;
}

const mostOfCaption = 200;

function inOneLine(caption: string): string {
	const line = caption.trim().replaceAll('\n', '⏎');
	if (line === '') return '(empty)';
	return line.length <= mostOfCaption
		? line
		: `${line
				.slice(0, mostOfCaption - 1)
				.toWellFormed()
				.trimEnd()}…`;
}

const utc = (at: string): string => momentInWords(Date.parse(at), 'UTC');

const printed = (lines: string[]): string[] => lines.map(printable);
