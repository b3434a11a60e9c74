import { statSync } from 'node:fs';
import { join } from 'node:path';
import { recipes } from '../../sandbox/samples/recipes';
import { lockDataDir } from '../../services/store/lockDataDir';
import { openBox, urlOf, type Box } from '../support/box';
import { root, type Running } from '../support/fourteenMs';
import { jsonLine, jsonLineOf, listedLinesOf } from '../support/jsonLine';
import type { Place } from '../support/place';
import { processesIn } from '../support/processesIn';

jest.setTimeout(120_000);

const user = 'sandbox_creator';
const small = recipes.small.id;
const direct = ['--posting', 'auto', '--privacy', 'SELF_ONLY', '--json'];

let box: Box;
let place: Place;
let up: Running;
let accountId: string;

beforeAll(async () => {
	box = await openBox(['small', 'needsTranscoding']);
	place = await box.newPlace('here');
	up = await place.up();
	accountId = await place.connect(user);
});
afterAll(() => box.close());

it('posts a Short by itself and ends with the one line of JSON that is promised', async () => {
	const asked = ['repost', urlOf('small'), '--account', user, ...direct, '--wait'];
	const ended = await place.run(asked);
	expect(ended).toMatchObject({ exitCode: 0 });
	const { posts, violations } = await box.sandbox.state();
	const line = jsonLineOf(ended);
	expect(Object.keys(line)).toEqual(Object.keys(jsonLine.shape));
	expect(line).toEqual({
		id: line.id,
		created: true,
		state: 'published',
		account: user,
		video: small,
		posting: 'auto',
		publishId: posts[0]?.publishId,
		postId: null,
		url: null,
		bytes: posts[0]?.sizeBytes,
		sha256: posts[0]?.sha256,
		error: null,
	});
	expect(posts).toHaveLength(1);
	expect(posts[0]).toMatchObject({ user, mode: 'direct', privacy: 'SELF_ONLY' });
	expect(violations).toEqual([]);
});

it.each([
	['its id', () => accountId],
	['its username', () => `@${user}`],
	['its username, whatever the case', () => user.toUpperCase()],
	['its display name', () => 'Sandbox Creator'],
	['nothing, as there is one only', () => undefined],
])('takes the account by %s, and never posts twice', async (_, name) => {
	const account = name();
	const named = account === undefined ? [] : ['--account', account];
	const ended = await place.run(['repost', urlOf('small'), ...named, ...direct, '--wait']);
	expect(ended.exitCode).toBe(0);
	expect(ended.stderr).toMatch(/^Note: This Short was posted before .+--again.+\npublished\n$/);
	expect(jsonLineOf(ended)).toMatchObject({ created: false, state: 'published', account: user });
	expect((await box.sandbox.state()).posts).toHaveLength(1);
});

it.each([`https://youtu.be/${small}?si=abc`, `https://m.youtube.com/watch?v=${small}&t=3s`, small])(
	'knows that %s is the same Short, and answers at once',
	async (url) => {
		const ended = await place.run(['repost', url, '--json']);
		expect(ended.exitCode).toBe(0);
		expect(ended.stderr).toMatch(/^Note: /);
		expect(jsonLineOf(ended)).toMatchObject({ created: false, video: small, posting: 'auto' });
	},
);

it('starts one for the inbox without waiting, and follows it with no stdin from elsewhere', async () => {
	const url = urlOf('needsTranscoding');
	const first = await place.run(['repost', url, '--json']);
	expect(first).toMatchObject({ exitCode: 0, stderr: '' });
	expect(jsonLineOf(first)).toMatchObject({
		...{ created: true, state: 'resolving', posting: 'inbox', account: user },
		...{ publishId: null, postId: null, url: null, bytes: null, sha256: null, error: null },
	});
	const asked = ['repost', url, '--posting', 'inbox', '--wait', '--json'];
	const ended = await place.run(asked, {}, { cwd: '/', stdin: 'closed' });
	expect(ended.exitCode).toBe(0);
	expect(ended.stderr).toMatch(/^delivered: .*TikTok/m);
	const { posts } = await box.sandbox.state();
	expect(posts.map(({ mode }) => mode)).toEqual(['direct', 'inbox']);
	expect(jsonLineOf(ended)).toMatchObject({
		...{ created: false, state: 'delivered', sha256: posts[1]?.sha256 },
	});
});

it('tells people in words what it tells programs in JSON', async () => {
	const { stdout } = await place.run(['repost', urlOf('needsTranscoding'), '--wait']);
	expect(stdout).toMatch(/^delivered +\S+ “.+” → @sandbox_creator {2}\(\S+\)\n/);
	expect(stdout).toContain(`Caption to paste:\n${recipes.needsTranscoding.title}`);

	const lines = listedLinesOf(await place.run(['reposts', '--json']));
	expect(lines.map(({ state }) => state)).toEqual(['delivered', 'published']);
	const forPeople = await place.run(['reposts', '--state', 'published', '--limit', '1']);
	expect(forPeople.stdout).toMatch(/^published +\S+ “Seven seconds of sunrise” → /);

	const accounts = await place.run(['accounts', '--json']);
	expect(JSON.parse(accounts.stdout)).toMatchObject({ id: accountId, username: user });
	expect((await place.run(['accounts'])).stdout).toContain(`@${user}`);
});

it('is found by its folder alone, and through npx in the checkout', async () => {
	const { PATH = '', HOME = '', DATA_DIR = '' } = place.env;
	const none = Object.fromEntries(Object.keys(place.env).map((name) => [name, '']));
	const npx = { cwd: root, through: ['npx', '--offline', '14ms'] };
	const ended = await place.run(['accounts'], { ...none, PATH, HOME, DATA_DIR }, npx);
	expect(ended).toMatchObject({ exitCode: 0 });
	expect(ended.stdout).toContain(`@${user}`);
});

it('keeps its secrets to its owner', () => {
	const mode = (name: string): number => statSync(join(place.dataDir, name)).mode & 0o777;
	expect(mode('.')).toBe(0o700);
	expect(mode('secret-keys')).toBe(0o600);
	expect(mode('operator-token')).toBe(0o600);
});

it('stops in order at SIGTERM and leaves nothing running', async () => {
	const token = place.operatorToken();
	const askedAtMs = Date.now();
	up.kill('SIGTERM');
	const { exitCode } = await up.ended;
	expect(exitCode).toBe(0);
	expect(Date.now() - askedAtMs).toBeLessThan(15_000);
	expect(processesIn(box.dir)).toEqual([]);
	expect(await place.isReady()).toBe(false);
	lockDataDir(place.dataDir).release();

	const late = await place.run(['reposts']);
	expect(late).toMatchObject({ exitCode: 1, stdout: '' });
	expect(late.stderr).toMatch(/^14ms: 14ms does not answer at \S+: start it with .+\n$/);

	const said = box.said();
	expect(said).not.toMatch(/act\.|rft\.|upload_token|^ {4}at /m);
	for (const secret of [token, box.tiktok.clientSecret]) expect(said).not.toContain(secret);
});
