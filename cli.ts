import { Command, InvalidArgumentError, Option } from 'commander';
import { clientFor } from './cli/clientFor';
import {
	approve,
	listAccounts,
	listReposts,
	wish,
	type ApprovalOptions,
	type ListOptions,
} from './cli/decide';
import type { DoctorOptions } from './cli/doctor';
import { tellAndExit } from './cli/exit';
import { connectN8n } from './cli/n8n';
import { editRepost, type EditOptions } from './cli/editRepost';
import { lane, type LaneOptions } from './cli/lane';
import { atLeastOne, numberOrNone, wholeNumber } from './cli/numbers';
import { postingOption, withPostOptions } from './cli/postOptions';
import { repost, type RepostOptions } from './cli/repost';
import type { SandboxOptions } from './cli/sandbox';
import { showRepost } from './cli/showRepost';
import { addSyncCommands } from './cli/sync/addSyncCommands';
import { outliveReaders } from './cli/terminal';
import { ownVersion } from './cli/ownVersion';
import { repostStates } from './lib/posting/states';

// The larger commands are imported when they run: what they stand on takes seconds to load.
const program = new Command('14ms')
	.description('Your own YouTube Shorts, reposted to your own TikTok account, each exactly once.')
	.version(ownVersion(), '-V, --version', 'print the version')
	.option('--url <url>', 'where 14ms runs (default: the `up` of this folder)', origin)
	.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
	.showHelpAfterError('(`npx 14ms --help` lists the commands)');

program
	.command('up')
	.description('run everything on this machine: web, worker, store, Temporal')
	.action(run(async () => (await import('./cli/up.js')).up()));
program
	.command('web')
	.description('run the web service alone (needs DATABASE_URL and a Temporal server)')
	.action(run(async () => (await import('./cli/web.js')).web()));
program
	.command('worker')
	.description('run a worker alone (needs DATABASE_URL and a Temporal server)')
	.action(run(async () => (await import('./cli/worker.js')).workerOnly()));
program
	.command('sandbox')
	.description(
		'run the stand-ins for TikTok and YouTube, and print the settings that point at them',
	)
	.option('--dir <folder>', 'where its state is kept (default: in DATA_DIR)')
	.option('--tiktok-port <port>', 'port of the TikTok stand-in', port)
	.option('--youtube-port <port>', 'port of the YouTube stand-in', port)
	.option('--json', 'print the settings as one JSON line')
	.action(
		run(async (options: SandboxOptions) => (await import('./cli/sandbox.js')).sandbox(options)),
	);

withShortOptions(
	program
		.command('repost <url>')
		.description('repost a Short of your own; running this states that the video is yours')
		.option('--account <name>', 'account id, username or unique display name')
		.addOption(postingOption().default('inbox'))
		.option('--again', 'post once more although it was posted before')
		.option('--wait', 'follow it to its end')
		.option('--json', 'the last line of the output is JSON'),
).action((url: string, options: RepostOptions) => withClient((api) => repost(api, url, options)));

program
	.command('reposts')
	.description('list reposts, newest first')
	.option('--account <name>', 'only of this account')
	.addOption(new Option('--state <state>', 'only in this state').choices(repostStates))
	.option('--limit <n>', 'at most this many (default 50)', atLeastOne)
	.option('--json', 'a JSON line each')
	.action((options: ListOptions) => withClient((api) => listReposts(api, options)));

program
	.command('show <id>')
	.description('one repost: where it stands, its caption, what happened')
	.option('--json', 'print JSON')
	.action((id: string, options: { json?: boolean }) =>
		withClient((api) => showRepost(api, id, options)),
	);

withShortOptions(
	program
		.command('approve <id>')
		.description('approve a repost that awaits review, as its review page shows it')
		.option('--json', 'print JSON'),
).action((id: string, options: ApprovalOptions) => withClient((api) => approve(api, id, options)));

for (const verb of ['cancel', 'retry'] as const) {
	program
		.command(`${verb} <id>`)
		.description(
			verb === 'cancel' ? 'cancel a repost' : 'try a failed or cancelled repost again',
		)
		.option('--json', 'print JSON')
		.action((id: string, options: { json?: boolean }) =>
			withClient((api) => wish(api, verb, id, options)),
		);
}

program
	.command('edit <id>')
	.description('change a repost that is not on its way to TikTok yet')
	.option('--caption <text>', 'the new caption')
	.option('--not-before <time>', 'nothing is posted before, e.g. 2026-12-24T18:00:00Z; `none`')
	.option('--priority <n>', '9 goes first, 0 last', wholeNumber)
	.option('--json', 'print JSON')
	.action((id: string, options: EditOptions) =>
		withClient((api) => editRepost(api, id, options)),
	);

const lanes = program
	.command('lane')
	.description('when an account posts: who waits and why, schedule, pause')
	.usage('[show|set|pause|resume] [options]');
for (const [action, about] of [
	['show', 'show the lane of an account'],
	['set', 'change when the account posts'],
	['pause', 'hold up everything that has not begun'],
	['resume', 'go on'],
] as const) {
	const command = lanes
		.command(action, { isDefault: action === 'show' })
		.description(about)
		.option('--account <name>', 'not needed with only one account')
		.option('--json', 'print JSON');
	if (action === 'pause') command.option('--note <text>', 'shown to whoever waits');
	if (action === 'set') {
		command
			.option('--time-zone <name>', 'e.g. Europe/Berlin')
			.option('--spacing <minutes>', 'from one post to the next', wholeNumber)
			.option('--cap <n>', 'most posts a day; `none`', numberOrNone)
			.option('--times <list>', 'one post at each, e.g. 09:00,18:00; `any`')
			.option('--quiet <hours>', 'no posts between, e.g. 22:00-07:00; `none`')
			.option('--at-once <n>', 'most reposts between download and upload', wholeNumber);
	}
	command.action((options: LaneOptions) => withClient((api) => lane(api, action, options)));
}

addSyncCommands(program, withClient);

program
	.command('accounts')
	.description('list connected TikTok accounts')
	.option('--json', 'a JSON line each')
	.action((options: { json?: boolean }) => withClient((api) => listAccounts(api, options)));
program
	.command('n8n')
	.description('make a client ID and secret for an n8n that does not register itself')
	.requiredOption('--redirect-uri <url>', 'the OAuth Redirect URL that n8n’s credential shows')
	.option('--name <name>', 'how it is called here (default: n8n)')
	.option('--json', 'print JSON')
	.action((options: { redirectUri: string; name?: string; json?: boolean }) =>
		withClient((api) => connectN8n(api, options)),
	);
program
	.command('doctor')
	.description('check the whole set-up, from TikTok’s app settings to the disk')
	.option('--json', 'print the checks as JSON')
	.action(
		run(async (options: DoctorOptions) => (await import('./cli/doctor.js')).doctor(options)),
	);
program
	.command('rotate-keys')
	.description('make a new secret key and seal everything with it (14ms must be stopped)')
	.action(run(async () => (await import('./cli/rotateKeys.js')).rotateKeys()));
program
	.command('update-tools')
	.description('pin and install the newest yt-dlp, ffmpeg and Temporal server')
	.action(run(async () => (await import('./cli/updateTools.js')).updateTools()));

nameHelp(program, 'npx 14ms');
outliveReaders();
program.parseAsync().catch(tellAndExit);

/** A mistake in a command points to the help of that very command. */
function nameHelp(parent: Command, words: string): void {
	for (const command of parent.commands) {
		const own = `${words} ${command.name()}`;
		const lists = command.commands.length > 0 ? 'its commands' : 'its options';
		command.showHelpAfterError(`(\`${own} --help\` lists ${lists})`);
		nameHelp(command, own);
	}
}

/** What one Short alone may be given. */
function withShortOptions(command: Command): Command {
	return withPostOptions(
		command.option('--caption <text>', 'default: the title and description of the Short'),
	).option('--cover-timestamp-ms <ms>', 'the frame for the cover', wholeNumber);
}

/** Runs a command whose promise resolves to its exit code. */
function run<O extends object>(command: (options: O) => Promise<number>): (options: O) => void {
	return (options) => {
		command({ ...program.opts(), ...options }).then((code) => process.exit(code), tellAndExit);
	};
}

function withClient(command: (api: ReturnType<typeof clientFor>) => Promise<number>): void {
	run(() => command(clientFor(program.opts<{ url?: string }>())))({});
}

function port(text: string): number {
	const number = wholeNumber(text);
	if (number > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
	return number;
}

function origin(text: string): string {
	const url = URL.parse(text);
	if (url && /^https?:$/.test(url.protocol)) return url.origin;
	throw new InvalidArgumentError('It must be an address like http://localhost:3000.');
}
