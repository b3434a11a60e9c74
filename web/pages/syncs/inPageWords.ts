import { fieldLabels } from './fieldLabels';

/** Fields of the API whose boxes have other names. */
const boxes: Record<string, string> = {
	'backfill.last': 'backfillLast',
	'hashtags.rename': 'renameHashtags',
	'hashtags.drop': 'dropHashtags',
	'hashtags.add': 'addHashtags',
	'hashtags.limit': 'hashtagLimit',
};

/** Sentences of the API name its own fields; here they are boxes. */
export function inPageWords(sentence: string): string {
	return sentence
		.replaceAll('say `ownContent: true`', 'tick “This is my channel”')
		.replace(
			/`fromDate` must be a time such as \S+/,
			`“${fieldLabels.fromDate}” must be a date such as 2026-11-01.`,
		)
		.replaceAll('`fromDate`', `“${fieldLabels.fromDate}”`)
		.replace(
			/`backfill` must be .*? a number from/,
			`“${fieldLabels.backfillLast}” must be a whole number from`,
		)
		.replace(
			/`captions\.hashtags\.rename\.\d+\.to` [^.]*/,
			`“${fieldLabels.renameHashtags}” must be pairs such as ytpottery=pottery`,
		)
		.replace(/`(?:rules|captions)\.([\w.]+)`/g, (name, path: string) => {
			const label = labelOf(path.replace(/(\.\d+)+$/, ''));
			return label === undefined ? name : `“${label}”`;
		});
}

function labelOf(path: string): string | undefined {
	const labels: Partial<Record<string, string>> = fieldLabels;
	return labels[boxes[path] ?? path];
}
