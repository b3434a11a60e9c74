import { Command } from 'commander';
import { bodyOf } from '../../../cli/sync/bodyOf';
import { withCaptionOptions, withRuleOptions } from '../../../cli/sync/syncOptions';
import { captionRules, syncRules } from '../../../lib/sync/syncRules';

function said(...args: string[]) {
	const command = withCaptionOptions(withRuleOptions(new Command().exitOverride()));
	command.configureOutput({ writeErr: () => undefined });
	return bodyOf(command.parse(args, { from: 'user' }).opts());
}

const options = [
	...['--from-date', '--include-words', '--exclude-words', '--include-hashtags'],
	...['--exclude-hashtags', '--min-seconds', '--max-seconds', '--per-run', '--per-day'],
	...['--order', '--backfill', '--min-age-hours', '--caption-template', '--rename-hashtag'],
	...['--drop-hashtags', '--add-hashtags', '--hashtag-limit'],
];

test.each(['none', ''])('%j takes every rule away', (away) => {
	expect(said(...options.flatMap((option) => [option, away]))).toMatchObject({
		rules: syncRules.parse({}),
		captions: {
			template: captionRules.parse({}).template,
			hashtags: { rename: [], drop: [], add: [], limit: null },
		},
	});
});

test('beside other words `none` is a word', () => {
	expect(said('--include-words', 'none,foo').rules).toEqual({ includeWords: ['none', 'foo'] });
	expect(said('--rename-hashtag', 'none', '--rename-hashtag', 'a=b').captions).toMatchObject({
		hashtags: { rename: [{ from: 'a', to: 'b' }] },
	});
});

test.each(['May', '2026-13-01', '01.11.2026', '0001-01-01'])('%j is no date', (text) => {
	expect(() => said('--from-date', text)).toThrow(/--from-date .+ such as 2026-11-01/);
});

test('only one of the orders is an order', () => {
	expect(said('--order', 'newest').rules).toEqual({ order: 'newest' });
	expect(() => said('--order', 'random')).toThrow(/oldest/);
});
