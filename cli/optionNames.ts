/** The API's fields whose options are not simply called by their names. */
const otherwise: Partial<Record<string, string>> = {
	...{ minDurationSec: 'min-seconds', maxDurationSec: 'max-seconds' },
	...{ maxPerRun: 'per-run', maxPerDay: 'per-day', template: 'caption-template' },
	...{ 'hashtags.rename': 'rename-hashtag', 'hashtags.drop': 'drop-hashtags' },
	...{ 'hashtags.add': 'add-hashtags', 'hashtags.limit': 'hashtag-limit' },
	...{ 'backfill.last': 'backfill', isAigc: 'aigc' },
	...{ spacingMinutes: 'spacing', dailyCap: 'cap', postingTimes: 'times' },
	...{ quietHours: 'quiet', 'quietHours.from': 'quiet', 'quietHours.until': 'quiet' },
};

const alike = new Set([
	...['account', 'posting', 'privacy', 'caption', 'coverTimestampMs', 'notBefore', 'priority'],
	...['allowComment', 'allowDuet', 'allowStitch', 'brandOrganic', 'brandContent', 'action'],
	...['fromDate', 'includeWords', 'excludeWords', 'includeHashtags', 'excludeHashtags'],
	...['order', 'backfill', 'minAgeHours', 'dropLinks', 'dropSubscribeLines'],
	...['timeZone', 'atOnce', 'note', 'limit', 'count'],
]);

/** The option that a field of the API is on the command line, e.g. `--per-run` for `rules.maxPerRun`; null: none. */
export function optionOf(field: string): string | null {
	const path = field.replace(/^(?:rules|captions|settings)\./, '').replace(/\.\d+(?:\..*)?$/, '');
	const name = otherwise[path] ?? (alike.has(path) ? withHyphens(path) : null);
	return name === null ? null : `--${name}`;
}

function withHyphens(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
