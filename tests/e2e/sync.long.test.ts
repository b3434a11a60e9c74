import { recipes } from '../../sandbox/samples/recipes';
import { decisionView, previewView, syncView, type SyncView } from '../../lib/sync/syncView';
import { openBox, type Box } from '../support/box';
import type { Running } from '../support/fourteenMs';
import type { Place } from '../support/place';
import { until } from '../support/until';

jest.setTimeout(180_000);

const user = 'sandbox_creator';
const channel = '@sandboxstudio';

let box: Box;
let place: Place;
let up: Running;
let id: string;

beforeAll(async () => {
	box = await openBox(['small', 'needsTranscoding', 'landscape']);
	place = await box.newPlace('here');
	up = await place.up();
	await place.connect(user);
});
afterAll(() => box.close());

const jsonOf = async (...args: string[]): Promise<unknown[]> => {
	const ended = await place.run(['sync', ...args, '--json']);
	expect(ended).toMatchObject({ exitCode: 0 });
	return ended.stdout
		.trim()
		.split('\n')
		.filter(Boolean)
		.map((line): unknown => JSON.parse(line));
};
const shown = async (): Promise<SyncView> => syncView.parse((await jsonOf('show', id))[0]);
const decisions = async () => decisionView.array().parse(await jsonOf('decisions', id));

it('shows what would happen on a channel, and posts nothing', async () => {
	const [answer] = await jsonOf(
		'preview',
		channel,
		'--backfill',
		'all',
		'--exclude-words',
		'phone',
	);
	const { channel: found, items } = previewView.parse(answer);
	expect(found).toMatchObject({ handle: channel, title: 'Sandbox Studio', ownership: null });
	const states = new Map(items.map(({ video, state, reason }) => [video, [state, reason]]));
	expect(states.get(recipes.small.id)?.[0]).toBe('waiting');
	expect(states.get(recipes.needsTranscoding.id)).toEqual(['skipped', 'excluded_word']);
	expect((await box.sandbox.state()).posts).toEqual([]);
});

it('does not follow a channel that nobody says to be theirs, and tells the code', async () => {
	const refused = await place.run(['sync', 'add', channel]);
	expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
	expect(refused.stderr).toMatch(/^14ms: .*14ms-verify=\S+.*\n$/);
});

it('reposts what the rules choose, once, and says why it left out the rest', async () => {
	const [made] = await jsonOf(
		...['add', channel, '--own', '--backfill', 'all', '--exclude-words', 'phone'],
		...['--caption-template', '{{ first_line }} {{ hashtags }}', '--add-hashtags', 'fyp'],
	);
	({ id } = syncView.parse(made));
	await until('the Short to be in the inbox', async () => {
		const of = (await decisions()).find(({ video }) => video === recipes.small.id);
		return of?.repost?.state === 'delivered';
	});
	const all = await decisions();
	const other = all.find(({ video }) => video === recipes.needsTranscoding.id);
	expect(other).toMatchObject({ state: 'skipped', reason: 'excluded_word', repost: null });
	expect(other?.sentence).toContain('phone');
	const repost = await place.repostId(user, recipes.small.id);
	expect(all.find(({ video }) => video === recipes.small.id)?.repost?.id).toBe(repost);
	expect((await box.sandbox.state()).posts).toHaveLength(1);
});

it('by hand and by sync it is one post', async () => {
	const url = `https://www.youtube.com/shorts/${recipes.small.id}`;
	const byHand = await place.run(['repost', url, '--account', user, '--json']);
	expect(JSON.parse(byHand.stdout)).toMatchObject({ created: false, state: 'delivered' });
	const before = (await shown()).lastRunAt;
	expect((await place.run(['sync', 'run', id])).exitCode).toBe(0);
	await until('another look', async () => (await shown()).lastRunAt !== before);
	expect((await box.sandbox.state()).posts).toHaveLength(1);
});

it('a rule that is taken away decides anew what it had skipped, and only that', async () => {
	await jsonOf('edit', id, '--exclude-words', '');
	expect((await place.run(['sync', 'run', id])).exitCode).toBe(0);
	await until('the other Short to be in the inbox', async () => {
		const of = (await decisions()).find(({ video }) => video === recipes.needsTranscoding.id);
		return of?.repost?.state === 'delivered';
	});
	expect((await box.sandbox.state()).posts).toHaveLength(2);
});

it('its caption for a video is shown, and links in it stay unless they are dropped', async () => {
	const ended = await place.run(['sync', 'caption', id, recipes.small.id]);
	expect(ended.exitCode).toBe(0);
	expect(ended.stdout).toContain('#fyp');
	expect(ended.stdout).not.toContain('#shorts');
});

it('paused it does not look, and removed it is gone', async () => {
	await jsonOf('pause', id, '--note', 'on holiday');
	const refused = await place.run(['sync', 'run', id]);
	expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
	expect(await shown()).toMatchObject({ state: 'paused', pauseNote: 'on holiday' });
	await jsonOf('resume', id);
	await jsonOf('remove', id);
	expect((await place.run(['sync', 'list'])).stdout).toMatch(/^No channel is followed yet/);
	up.kill('SIGTERM');
	expect((await up.ended).exitCode).toBe(0);
});
