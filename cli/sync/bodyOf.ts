import { everyMinutesOf } from '../../lib/sync/every';
import { fromDateOf } from '../../lib/sync/fromDate';
import type { SyncView } from '../../lib/sync/syncView';
import { postSettingsOf } from '../postOptions';
import type { SyncOptions } from './syncOptions';

/** What the options say about a sync, in the API's fields; undefined where they say nothing. */
export function bodyOf(options: SyncOptions, captions?: SyncView['captions']) {
	const { every, posting } = options;
	return {
		everyMinutes: every === undefined ? undefined : everyMinutesOf(every),
		posting,
		settings: orNothing(postSettingsOf(options)),
		rules: orNothing(rulesOf(options)),
		captions: orNothing(captionsOf(options, captions)),
		// Only whoever says --own states it.
		ownContent: options.own,
	};
}

function rulesOf(options: SyncOptions) {
	const { includeWords, excludeWords, includeHashtags, excludeHashtags, order } = options;
	const { fromDate, minSeconds, maxSeconds, perRun, perDay, backfill, minAgeHours } = options;
	return {
		...{ includeWords, excludeWords, includeHashtags, excludeHashtags, order, minAgeHours },
		fromDate: fromDate === 'none' ? null : fromDate && fromDateOf(fromDate),
		minDurationSec: numberOf(minSeconds),
		maxDurationSec: numberOf(maxSeconds),
		maxPerRun: perRun,
		maxPerDay: numberOf(perDay),
		backfill: backfillOf(backfill),
	};
}

/** `hashtags` is one field, so what a change leaves out of it comes from what is there. */
function captionsOf(options: SyncOptions, now?: SyncView['captions']) {
	const { captionTemplate, dropLinks, dropSubscribeLines, renameHashtag } = options;
	const { dropHashtags, addHashtags, hashtagLimit } = options;
	const hashtags = orNothing({
		rename: renameHashtag,
		drop: dropHashtags,
		add: addHashtags,
		limit: numberOf(hashtagLimit),
	});
	return {
		template: captionTemplate,
		...{ dropLinks, dropSubscribeLines },
		hashtags: hashtags && { ...now?.hashtags, ...hashtags },
	};
}

function backfillOf(backfill: string | undefined) {
	if (backfill === undefined || backfill === 'none' || backfill === 'all') return backfill;
	return { last: Number(backfill) };
}

function numberOf(text: string | undefined): number | null | undefined {
	if (text === undefined) return undefined;
	return text === 'none' ? null : Number(text);
}

/** Without the fields that say nothing; undefined when none says anything. */
function orNothing<T extends object>(fields: T): Partial<T> | undefined {
	const said = Object.entries(fields).filter(([, value]) => value !== undefined);
	return said.length ? (Object.fromEntries(said) as Partial<T>) : undefined;
}
