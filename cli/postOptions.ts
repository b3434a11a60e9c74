import { Option, type Command } from 'commander';
import { posting, postSettings } from '../lib/posting/request';

/** What `withPostOptions` makes of a command line. */
export interface PostOptions {
	privacy?: string;
	allowComment?: boolean;
	allowDuet?: boolean;
	allowStitch?: boolean;
	aigc?: boolean;
	brandOrganic?: boolean;
	brandContent?: boolean;
}

export function postingOption(): Option {
	return new Option('--posting <how>', 'into the inbox, after a review, or by itself').choices(
		posting.options,
	);
}

/** What every direct post may be given, one Short or all of a channel. */
export function withPostOptions(command: Command): Command {
	return command
		.addOption(
			new Option('--privacy <level>', 'who sees a direct post; never guessed').choices(
				postSettings.shape.privacy.unwrap().options,
			),
		)
		.option('--allow-comment', 'let people comment')
		.option('--allow-duet', 'let people duet')
		.option('--allow-stitch', 'let people stitch')
		.option('--aigc', 'label it as AI-generated')
		.option('--brand-organic', 'it promotes your own business')
		.option('--brand-content', 'it is a paid partnership');
}

/** The same in the API's fields; undefined where nothing is said. */
export function postSettingsOf(options: PostOptions) {
	const { privacy, allowComment, allowDuet, allowStitch, aigc } = options;
	const { brandOrganic, brandContent } = options;
	return {
		...{ privacy, allowComment, allowDuet, allowStitch },
		...{ isAigc: aigc, brandOrganic, brandContent },
	};
}
