import { Option, type Command } from 'commander';
import { decisionReasons, decisionStates } from '../../lib/sync/decision';
import { syncAction } from '../../lib/sync/syncView';
import type { ApiClient } from '../apiClient';
import { atLeastOne, wholeNumber } from '../numbers';
import { addSync, editSync, previewSync } from './followChannel';
import {
	listDecisions,
	listRuns,
	listSyncs,
	removeSync,
	showCaption,
	showSync,
	wishSync,
} from './steerSync';
import {
	withCaptionOptions,
	withRepostOptions,
	withRuleOptions,
	type SyncOptions,
} from './syncOptions';

/** `14ms sync …` */
export function addSyncCommands(
	program: Command,
	withClient: (command: (api: ApiClient) => Promise<number>) => void,
): void {
	const syncs = program
		.command('sync')
		.description('follow a channel of your own: new Shorts repost themselves')
		.usage('<command> [options]');
	const command = (name: string, about: string): Command =>
		syncs.command(name).description(about).option('--json', 'print JSON');

	withCaptionOptions(
		withRuleOptions(
			withRepostOptions(withChannelOptions(command('add <channel>', 'follow a channel'))),
		),
	)
		.option('--own', 'states: this is my channel, and its videos are my own')
		.option('--paused', 'do not look yet')
		.action((channel: string, options: SyncOptions) =>
			withClient((api) => addSync(api, channel, options)),
		);
	withCaptionOptions(
		withRuleOptions(
			withRepostOptions(command('edit <id>', 'change it; what is not given stays')),
		),
	)
		.option('--no-drop-links', 'leave links in')
		.option('--no-drop-subscribe-lines', 'leave lines in that ask to subscribe')
		.option('--own', 'states: this is my channel, and its videos are my own')
		.action((id: string, options: SyncOptions) =>
			withClient((api) => editSync(api, id, options)),
		);
	// All that `add` takes, so that its line can be tried out first.
	withCaptionOptions(
		withRuleOptions(
			withRepostOptions(
				withChannelOptions(
					command(
						'preview <channel>',
						'what would happen with its newest Shorts, and why',
					),
				),
			),
		),
	)
		.option('--own', 'states: this is my channel, and its videos are my own')
		.option('--paused', 'makes no difference here')
		.option('--count <n>', 'so many of the newest (default 50)', wholeNumber)
		.usage('<channel, or id of a sync> [options]')
		.action((what: string, options: SyncOptions) =>
			withClient((api) => previewSync(api, what, options)),
		);

	command('list', 'the channels that are followed')
		.option('--account <name>', 'only for this account')
		.option('--limit <n>', 'at most this many (default 50)', atLeastOne)
		.action((options: object) => withClient((api) => listSyncs(api, options)));
	command('show <id>', 'how one stands: rules, captions, last run').action(
		(id: string, options: object) => withClient((api) => showSync(api, id, options)),
	);
	command('decisions <id>', 'what it decided about every video, and why')
		.addOption(new Option('--state <state>', 'only these').choices(decisionStates))
		.addOption(
			new Option('--reason <reason>', 'only with this reason').choices(
				[...new Set(Object.values(decisionReasons).flat())].sort(),
			),
		)
		.option('--limit <n>', 'at most this many (default 50)', atLeastOne)
		.action((id: string, options: object) =>
			withClient((api) => listDecisions(api, id, options)),
		);
	command('runs <id>', 'the last runs that found something or failed').action(
		(id: string, options: object) => withClient((api) => listRuns(api, id, options)),
	);
	command('caption <id> <video>', 'the caption that it would give to a video').action(
		(id: string, video: string, options: object) =>
			withClient((api) => showCaption(api, id, video, options)),
	);
	command('run <id>', 'look at the channel now').action((id: string, options: object) =>
		withClient((api) => wishSync(api, 'run', id, options)),
	);
	command('pause <id>', 'look no more until it is resumed')
		.option('--note <text>', 'why, for whoever looks')
		.action((id: string, options: object) =>
			withClient((api) => wishSync(api, 'pause', id, options)),
		);
	command('resume <id>', 'look again; also what waited for a person').action(
		(id: string, options: object) => withClient((api) => wishSync(api, 'resume', id, options)),
	);
	command('remove <id>', 'stop following; its reposts stay').action(
		(id: string, options: object) => withClient((api) => removeSync(api, id, options)),
	);
}

function withChannelOptions(command: Command): Command {
	return command
		.option('--account <name>', 'not needed with only one account')
		.addOption(
			new Option('--action <action>', 'repost, or only tell (event short.found)').choices(
				syncAction.options,
			),
		);
}
