import { recipes, type SampleName } from '../../sandbox/samples/recipes';
import { openBox, urlOf, type Box } from '../support/box';
import { jsonLineOf } from '../support/jsonLine';
import type { Place } from '../support/place';
import { processesIn } from '../support/processesIn';
import { until } from '../support/until';

jest.setTimeout(120_000);

const [first, second] = ['sandbox_creator', 'second_creator'];
const toFirst = ['--account', first];

let box: Box;
let place: Place;
beforeAll(async () => {
	box = await openBox(['small', 'threeMinutes', 'landscape']);
	place = await box.place('here');
	await place.up();
	await place.connect(first);
	await place.connect(second);
});
afterAll(async () => {
	const said = box.said();
	await box.close();
	expect(said).not.toMatch(/^ {4}at /m);
});
afterEach(() => box.youtube.setFault({}));

/** `14ms repost … --json` to its end. */
async function repost(name: SampleName, account: string, ...more: string[]) {
	const ended = await place.run([
		...['repost', urlOf(name), '--account', account, '--json'],
		...more,
	]);
	return { ended, line: jsonLineOf(ended) };
}

function state(id: string, wanted: string): Promise<unknown> {
	return until(`it to be ${wanted}`, async () => (await place.repost(id)).state === wanted);
}

it.each([
	['two accounts and no choice', urlOf('small'), [], /--account: sandbox_creator, second_/],
	['an unknown account', urlOf('small'), ['--account', 'nobody'], /nobody/],
	['auto without a privacy', urlOf('small'), [...toFirst, '--posting', 'auto'], /privacy level/],
	['another site', 'https://vimeo.com/1234567', toFirst, /YouTube/],
	['a channel', 'https://www.youtube.com/@sandboxstudio', toFirst, /a channel, not a video/],
	['words', 'not a link', toFirst, /one address of one video/],
	['nothing at all', '', toFirst, /must not be empty/],
])('%s is refused with a sentence and exit code 2', async (_, url, more, words) => {
	const ended = await place.run(['repost', url, ...more, '--json']);
	expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
	expect(ended.stderr).toMatch(/^14ms: .+\n$/);
	expect(ended.stderr).toMatch(words);
});

it('a wrong operator token is refused', async () => {
	const ended = await place.run(['accounts'], {
		OPERATOR_TOKEN: 'one-that-is-long-but-wrong-here',
	});
	expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
	expect(ended.stderr).toMatch(/^14ms: This token is neither the operator token .+\n$/);
});

it.each(['cancel', 'retry', 'approve'])('%s of what is not there is refused', async (verb) => {
	const ended = await place.run([verb, 'nothing.here', '--json']);
	expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
	expect(ended.stderr).toMatch(/^14ms: .+\n$/);
});

it('what is no Short fails with exit code 1, and a retry tries it again', async () => {
	const { ended, line } = await repost('landscape', first, '--wait');
	expect(ended.exitCode).toBe(1);
	expect(line).toMatchObject({ state: 'failed', error: { code: 'not_a_short' } });
	const forPeople = await place.run(['repost', urlOf('landscape'), '--account', first, '--wait']);
	expect(forPeople.exitCode).toBe(1);
	expect(forPeople.stdout).toContain(line.error?.message);

	const refused = await place.run(['cancel', line.id]);
	expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
	const retried = await place.run(['retry', line.id, '--json']);
	expect(retried.exitCode).toBe(0);
	expect(jsonLineOf(retried)).toMatchObject({ id: line.id, created: false, error: null });
	await state(line.id, 'failed');
	expect((await place.repost(line.id)).attempt).toBe(2);
});

it('a review waits for approve, which may still change the caption', async () => {
	const { ended, line } = await repost('small', first, '--posting', 'review');
	expect(ended.stderr).toBe(`Review it at ${place.baseUrl}/reposts/${line.id}/review\n`);
	await state(line.id, 'awaitingReview');
	const noPrivacy = await place.run(['approve', line.id]);
	expect(noPrivacy).toMatchObject({ exitCode: 2, stdout: '' });
	expect(noPrivacy.stderr).toMatch(/privacy level/);

	const changes = ['--privacy', 'SELF_ONLY', '--caption', 'In my own words', '--allow-comment'];
	const approved = await place.run(['approve', line.id, ...changes, '--json']);
	expect(approved).toMatchObject({ exitCode: 0, stderr: '' });
	expect(jsonLineOf(approved).id).toBe(line.id);
	const followed = await repost('small', first, '--posting', 'review', '--wait');
	expect(followed.line).toMatchObject({ state: 'published', created: false });
	const { posts } = await box.sandbox.state();
	expect(posts).toMatchObject([{ caption: 'In my own words', privacy: 'SELF_ONLY' }]);

	const late = await place.run(['approve', line.id, '--privacy', 'SELF_ONLY']);
	expect(late).toMatchObject({ exitCode: 2, stdout: '' });
});

it('cancel ends a download at once; who waits gets exit code 1; retry delivers', async () => {
	box.youtube.setFault({ slow: { bytesPerSecond: 100_000 } });
	const wanted = ['repost', urlOf('threeMinutes'), '--account', first, '--wait'];
	const waiting = place.start([...wanted, '--json']);
	const isLoading = () => processesIn(place.dataDir).some((it) => it.command.includes('yt_dlp'));
	await waiting.line(/^downloading/);
	await until('the download to run', isLoading);
	const id = await place.repostId(first, recipes.threeMinutes.id);
	const cancelled = await place.run(['cancel', id ?? '']);
	expect(cancelled.exitCode).toBe(0);
	const ended = await waiting.ended;
	expect(ended.exitCode).toBe(1);
	expect(jsonLineOf(ended)).toMatchObject({ state: 'cancelled', publishId: null });
	await until('the download to end', () => !isLoading());

	box.youtube.setFault({});
	expect((await place.run(['retry', id ?? ''])).stdout).toMatch(
		/^Being tried again: T3h_m1nutes /,
	);
	expect(await place.run(wanted)).toMatchObject({ exitCode: 0 });
});

it('what needs a person ends with exit code 3 and says what to do', async () => {
	box.youtube.setFault({ unplayable: 'botCheck' });
	const { ended, line } = await repost('threeMinutes', second, '--wait');
	expect(ended.exitCode).toBe(3);
	expect(line).toMatchObject({
		state: 'needsAttention',
		error: { code: 'youtube_needs_cookies' },
	});
	expect(ended.stderr).toMatch(/^needsAttention: .*cookies/im);
	const list = await place.run(['reposts', '--state', 'needsAttention', '--account', second]);
	expect(list.stdout).toMatch(/^needsAttention .+\n {4}\S.+\n$/);
	expect((await place.run(['cancel', line.id])).exitCode).toBe(0);
	await state(line.id, 'cancelled');
});

it('a grant that is gone needs the person; once connected again it goes on by itself', async () => {
	box.youtube.setFault({ slow: { bytesPerSecond: 300_000 } });
	const waiting = place.start([
		...[
			'repost',
			urlOf('small'),
			'--account',
			second,
			'--posting',
			'inbox',
			'--wait',
			'--json',
		],
	]);
	await waiting.line(/^downloading/);
	await box.sandbox.control('revoke', { username: second });
	box.youtube.setFault({});
	const ended = await waiting.ended;
	expect(ended.exitCode).toBe(3);
	const line = jsonLineOf(ended);
	expect(line).toMatchObject({ state: 'needsAttention', error: { code: 'reconnect_needed' } });
	await place.connect(second);
	await state(line.id, 'delivered');
});
