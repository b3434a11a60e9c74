import { syncView, type SyncView } from '../../../lib/sync/syncView';
import { connectedWeb } from '../../web/support/connectedWeb';
import { playChannels, playLook } from '../../web/support/playedChannel';
import { operatorToken, type WebUnderTest } from '../../web/support/startWebUnderTest';
import { run14ms } from '../run14ms';

jest.setTimeout(60_000);

let web: WebUnderTest;
let id: string;
const channel = '@sandboxstudio';

beforeAll(async () => {
	web = await connectedWeb();
	playChannels(web);
});
afterAll(() => web.close());

const sync = (...args: string[]) =>
	run14ms(['--url', web.origin, 'sync', ...args], web.dir, { OPERATOR_TOKEN: operatorToken });

async function answerOf(...args: string[]): Promise<SyncView> {
	const { stdout } = await sync(...args, '--json');
	return syncView.parse(JSON.parse(stdout));
}

test('a channel is looked at first: what would happen, and why', async () => {
	const { exitCode, stdout, stderr } = await sync('preview', channel, '--per-day', '3');
	expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
	expect(stdout).toMatch(/^(take|skip|later) +\S{11} “.+”\n {4}\S.+\n/m);
	expect(stdout).toMatch(/^Sandbox Studio: Of its newest 5, 2 would be taken\.$/m);
	expect(stdout).toContain('14ms-verify=');
	expect((await sync('list')).stdout).toMatch(/^No channel is followed yet/);
});

test('it is not followed without --own, and the refusal says what to do', async () => {
	const { exitCode, stdout, stderr } = await sync('add', channel);
	expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
	expect(stderr).toMatch(/^14ms: .*14ms-verify=.* `--own`\.\n$/);
});

test('every option becomes its field', async () => {
	const made = await answerOf(
		...['add', channel, '--every', '2h', '--own', '--from-date', '2026-11-01'],
		...['--include-words', 'a,b c', '--exclude-words', 'live', '--include-hashtags', 'x,#y'],
		...['--exclude-hashtags', 'ad', '--min-seconds', '5', '--max-seconds', '60'],
		...['--per-run', '2', '--per-day', '3', '--order', 'newest', '--backfill', '10'],
		...['--min-age-hours', '1.5', '--caption-template', '{{ title }}', '--drop-links'],
		...['--drop-subscribe-lines', '--rename-hashtag', 'a=b', '--rename-hashtag', 'c=d'],
		...['--drop-hashtags', 'yt', '--add-hashtags', 'fyp', '--hashtag-limit', '4'],
		...['--posting', 'auto', '--privacy', 'SELF_ONLY', '--allow-comment', '--aigc'],
	);
	({ id } = made);
	expect(made).toMatchObject({
		...{ account: 'sandbox_creator', everyMinutes: 120, action: 'repost', posting: 'auto' },
		settings: { privacy: 'SELF_ONLY', allowComment: true, isAigc: true, allowDuet: false },
		rules: {
			...{ includeWords: ['a', 'b c'], excludeWords: ['live'], order: 'newest' },
			...{ minDurationSec: 5, maxDurationSec: 60, maxPerRun: 2, maxPerDay: 3 },
			...{ backfill: { last: 10 }, minAgeHours: 1.5 },
		},
		captions: {
			...{ template: '{{ title }}', dropLinks: true, dropSubscribeLines: true },
			hashtags: {
				rename: [
					{ from: 'a', to: 'b' },
					{ from: 'c', to: 'd' },
				],
				...{ drop: ['yt'], add: ['fyp'], limit: 4 },
			},
		},
	});
	expect(Date.parse(made.rules.fromDate ?? '')).toBe(Date.UTC(2026, 10, 1));
});

test('adding it again says so and changes nothing', async () => {
	const { exitCode, stdout, stderr } = await sync('add', channel, '--every', '1d', '--own');
	expect(exitCode).toBe(0);
	expect(stderr).toMatch(/^Note: .+\n$/);
	expect(stdout).toMatch(/^active +@sandboxstudio → @sandbox_creator {2}\(\S+\)\n {4}reposts/);
	expect((await answerOf('show', id)).everyMinutes).toBe(120);
});

test('edit changes what is given, takes away what is none, and keeps the rest', async () => {
	const edited = await answerOf(
		...['edit', id, '--per-day', 'none', '--include-words', '', '--from-date', 'none'],
		...['--add-hashtags', 'new', '--no-drop-links', '--backfill', 'none'],
	);
	expect(edited.rules).toMatchObject({
		...{ maxPerDay: null, includeWords: [], fromDate: null, backfill: 'none', maxPerRun: 2 },
	});
	expect(edited.captions).toMatchObject({
		...{ dropLinks: false, dropSubscribeLines: true, template: '{{ title }}' },
		hashtags: { add: ['new'], drop: ['yt'], limit: 4 },
	});
	const nothing = await sync('edit', id);
	expect(nothing).toMatchObject({ exitCode: 2, stdout: '' });
	expect(nothing.stderr).toMatch(/^14ms: Say what to change/);
});

test('show, list, decisions and runs are plain words, and JSON for programs', async () => {
	const { stdout } = await sync('show', id);
	expect(stdout).toMatch(/^ {4}Channel: {2}Sandbox Studio, https:/m);
	expect(stdout).toMatch(/^ {4}Rules: {4}.*5 to 60 s long/m);
	expect((await sync('list', '--account', 'sandbox_creator')).stdout).toContain(`(${id})`);
	expect((await answerOf('list')).id).toBe(id);
	expect((await sync('runs', id)).stdout).toBe('No run has found anything yet.\n');
	expect((await sync('decisions', id)).stdout).toBe('No video yet.\n');
	const none = await sync('decisions', id, '--state', 'undecided');
	expect(none.stdout).toBe('No video in this state.\n');
	await playLook(web, id);
	const skipped = await sync('decisions', id, '--reason', 'too_long');
	expect(skipped.stdout).toBe(
		'skipped     T3h_m1nutes “Three minutes of rain”\n    It is 180 s long, and the rules take at most 60 s.\n',
	);
	const taken = await sync('decisions', id, '--state', 'requested');
	expect(taken.stdout).toMatch(/^requested {3}kX3u7Rn_s0Q .+\n {4}Chosen\.\n {4}resolving .+\n$/);
	const [some, all] = [await sync('decisions', id, '--limit', '2'), await sync('decisions', id)];
	expect(some.stderr).toMatch(/^Note: These are the first 2\. There are more: .+--limit\.\n$/);
	const videos = /^\w+ +\S{11} “/gm;
	expect(some.stdout.match(videos)).toHaveLength(2);
	expect(all.stderr).toBe('');
	expect(all.stdout.match(videos)).toHaveLength(5);
	expect(all.stdout.startsWith(some.stdout)).toBe(true);
	expect((await sync('runs', id)).stdout).toMatch(/^\S+ \S+ UTC {2}5 new, 1 requested, .+\n$/);
});

test('pause, run, resume, remove', async () => {
	const paused = await sync('pause', id, '--note', 'on holiday');
	expect(paused.stdout).toMatch(/^paused .+\n {4}.+\n {4}Paused: on holiday\n$/);
	const refused = await sync('run', id);
	expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
	expect((await sync('resume', id)).stdout).toMatch(/^active /);
	expect((await sync('run', id)).stdout).toMatch(/^It looks now\.\nactive /);
	expect((await sync('remove', id)).stdout).toMatch(/^Removed\. /);
	const gone = await sync('show', id);
	expect(gone).toMatchObject({ exitCode: 2, stdout: '' });
	expect(gone.stderr).toMatch(/^14ms: .*no sync.*\n$/);
});

test.each([
	[['add', channel, '--every', 'often', '--own'], /15m/],
	[['add', channel, '--every', '1m', '--own'], /5/],
	[['add', 'https://vimeo.com/1', '--own'], /not a YouTube channel/],
	[['add', channel, '--own', '--backfill', 'some'], /none, all, or a number/],
	[['add', channel, '--own', '--rename-hashtag', 'ab'], /old=new/],
	[['add', channel, '--own', '--from-date', 'May'], /--from-date .+2026-11-01/],
	[['add', channel, '--own', '--per-run', '0'], /at least 1/],
	[
		['add', channel, '--own', '--min-seconds', '9', '--max-seconds', '8'],
		/^14ms: No Short lasts at least 9 and at most 8 seconds: .+\n$/,
	],
	[['add', channel, '--own', '--posting', 'auto'], /privacy/i],
	[['add', channel, '--own', '--account', 'nobody'], /nobody/],
	[['list', '--limit', '0'], /at least 1/],
	[['add'], /missing required argument/],
	[['decisions', 'nothinghere'], /no sync/],
	[['decisions', 'nothinghere', '--state', 'done'], /Allowed choices/],
	[['preview', '@a b'], /no handle/],
])('sync %j is refused with a sentence and exit code 2', async (args, words) => {
	const { exitCode, stdout, stderr } = await sync(...args);
	expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
	expect(stderr).toMatch(words);
	expect(stderr).not.toMatch(/^ {4}at /m);
});
