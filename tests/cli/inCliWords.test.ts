import { inCliWords } from '../../cli/apiClient';

test.each([
	['`rules.minAgeHours` must be at most 720.', '`--min-age-hours` must be at most 720.'],
	['`rules.maxPerRun` must be at least 1.', '`--per-run` must be at least 1.'],
	['`rules.backfill.last` must be at most 1000.', '`--backfill` must be at most 1000.'],
	[
		'`backfill` must be "none", "all" or {"last": N} with a number from 1 to 1000.',
		'`--backfill` must be `none`, `all` or a number from 1 to 1000.',
	],
	['`captions.hashtags.rename.0.to` is missing.', '`--rename-hashtag` is missing.'],
	['`everyMinutes` must be at least 5.', '`--every` in minutes must be at least 5.'],
	[
		'Say what to change: `caption`, `notBefore` or `priority`.',
		'Say what to change: `--caption`, `--not-before` or `--priority`.',
	],
	[
		'A direct post needs a privacy level: choose one of MUTUAL_FOLLOW_FRIENDS, SELF_ONLY.',
		'A direct post needs a privacy level: choose one of MUTUAL_FOLLOW_FRIENDS, SELF_ONLY with `--privacy`.',
	],
	['`dailyCap` must be at least 1.', '`--cap` must be at least 1.'],
])('%s', (sentence, words) => expect(inCliWords(sentence)).toBe(words));

test.each(['Use posting `inbox`.', '`video` is missing.', 'Run `npx 14ms lane`.'])(
	'%s stays as it is',
	(sentence) => expect(inCliWords(sentence)).toBe(sentence),
);
