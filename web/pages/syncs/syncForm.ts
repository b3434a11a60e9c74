import { fromDateOf, fromDateText } from '../../../lib/sync/fromDate';
import { syncRequest, type SyncView } from '../../../lib/sync/syncView';
import { directPostOf } from '../directPostForm';
import { given, isOn, textOf, type FormInput } from '../formOf';

/** The body of `POST /syncs` that a form means; what it gets wrong is left for the schema to say. */
export function requestOf(form: FormInput) {
	const { account, channel, action } = form;
	return { account, channel, action, ...changesOf(form) };
}

/** The body of `POST /syncs/preview` that it means. */
export function previewOf(form: FormInput): Record<string, unknown> {
	const { account, channel, action, posting, rules, captions } = requestOf(form);
	return { account, channel, action, posting, rules, captions };
}

/** What the form of an existing sync can change. */
export function changesOf(form: FormInput) {
	const posting = form.action === 'announce' ? 'inbox' : form.posting;
	return {
		everyMinutes: numberOf(form, 'everyMinutes'),
		posting,
		// Only an automatic post takes settings at once; the others are asked later, or by TikTok's app.
		settings: posting === 'auto' ? directPostOf(form) : {},
		rules: rulesOf(form),
		captions: captionsOf(form),
		...(isOn(form, 'ownContent') ? { ownContent: true } : {}),
	};
}

function rulesOf(form: FormInput) {
	const fromDate = given(form, 'fromDate');
	return {
		fromDate: fromDate === undefined ? null : fromDateOf(fromDate),
		includeWords: listOf(form, 'includeWords'),
		excludeWords: listOf(form, 'excludeWords'),
		includeHashtags: listOf(form, 'includeHashtags'),
		excludeHashtags: listOf(form, 'excludeHashtags'),
		minDurationSec: numberOf(form, 'minDurationSec') ?? null,
		maxDurationSec: numberOf(form, 'maxDurationSec') ?? null,
		maxPerRun: numberOf(form, 'maxPerRun'),
		maxPerDay: numberOf(form, 'maxPerDay') ?? null,
		order: form.order,
		backfill:
			form.backfill === 'last' ? { last: numberOf(form, 'backfillLast') } : form.backfill,
		minAgeHours: numberOf(form, 'minAgeHours'),
	};
}

function captionsOf(form: FormInput) {
	return {
		template: textOf(form, 'template'),
		hashtags: {
			rename: (form.renameHashtags ?? '').split(/[\r\n,]+/).flatMap((line) => {
				const [from = '', to] = line.split('=').map((part) => part.trim());
				return line.trim() ? [{ from, to }] : [];
			}),
			drop: listOf(form, 'dropHashtags'),
			add: listOf(form, 'addHashtags'),
			limit: numberOf(form, 'hashtagLimit') ?? null,
		},
		dropLinks: isOn(form, 'dropLinks'),
		dropSubscribeLines: isOn(form, 'dropSubscribeLines'),
	};
}

/** The form before anybody has typed: every default, so that it can be seen and changed. */
export function freshForm(): FormInput {
	return formOfSync(syncRequest.parse({ account: 'any', channel: 'any' }));
}

type Settings = Pick<
	SyncView,
	'action' | 'posting' | 'settings' | 'rules' | 'captions' | 'everyMinutes'
>;

/** A sync's settings as its form shows them. */
export function formOfSync(sync: Settings): FormInput {
	const { rules, captions, settings } = sync;
	const { rename, drop, add, limit } = captions.hashtags;
	const tick = (name: string, isTicked: boolean) => (isTicked ? { [name]: 'on' } : {});
	const { brandOrganic, brandContent } = settings;
	return {
		...{ action: sync.action, posting: sync.posting },
		everyMinutes: String(sync.everyMinutes),
		...(settings.privacy ? { privacy: settings.privacy } : {}),
		...tick('allowComment', settings.allowComment),
		...tick('allowDuet', settings.allowDuet),
		...tick('allowStitch', settings.allowStitch),
		...tick('disclose', brandOrganic || brandContent),
		...tick('brandOrganic', brandOrganic),
		...tick('brandContent', brandContent),
		...tick('isAigc', settings.isAigc),
		fromDate: fromDateText(rules.fromDate),
		includeWords: rules.includeWords.join(', '),
		excludeWords: rules.excludeWords.join(', '),
		includeHashtags: rules.includeHashtags.join(', '),
		excludeHashtags: rules.excludeHashtags.join(', '),
		minDurationSec: String(rules.minDurationSec ?? ''),
		maxDurationSec: String(rules.maxDurationSec ?? ''),
		maxPerRun: String(rules.maxPerRun),
		maxPerDay: String(rules.maxPerDay ?? ''),
		order: rules.order,
		backfill: typeof rules.backfill === 'string' ? rules.backfill : 'last',
		...(typeof rules.backfill === 'string' ? {} : { backfillLast: `${rules.backfill.last}` }),
		minAgeHours: String(rules.minAgeHours),
		template: captions.template,
		renameHashtags: rename.map(({ from, to }) => `${from}=${to}`).join(', '),
		dropHashtags: drop.join(', '),
		addHashtags: add.join(', '),
		hashtagLimit: String(limit ?? ''),
		...tick('dropLinks', captions.dropLinks),
		...tick('dropSubscribeLines', captions.dropSubscribeLines),
	};
}

function listOf(form: FormInput, name: string): string[] {
	return (form[name] ?? '')
		.split(/[,\r\n]+/)
		.map((part) => part.trim())
		.filter(Boolean);
}

/** Undefined when left empty; NaN, which every schema refuses, for what is no number. */
function numberOf(form: FormInput, name: string): number | undefined {
	const text = given(form, name)?.trim();
	return text === undefined ? undefined : Number(text.replace(',', '.'));
}
