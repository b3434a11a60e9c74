import { recipes } from '../../sandbox/samples/recipes';
import { openBox, urlOf, type Box } from '../support/box';
import type { Ended, Running } from '../support/fourteenMs';
import { jsonLineOf } from '../support/jsonLine';
import type { Place } from '../support/place';
import { killIn, processesIn, type Found } from '../support/processesIn';
import { until } from '../support/until';

jest.setTimeout(180_000);

const user = 'sandbox_creator';
const wanted = ['--posting', 'auto', '--privacy', 'SELF_ONLY', '--wait', '--json'];
const slowBytesPerSecond = 12_000_000;

const isTemporal = ({ command }: Found): boolean => command.includes('start-dev');
const isYtDlp = ({ command }: Found): boolean => command.includes('yt_dlp');
const isWaiting = ({ command }: Found): boolean => command.includes('repost');

let box: Box;
let place: Place;
let up: Running;

beforeAll(async () => {
	box = await openBox(['large']);
	// This authority comes by the other name here.
	const authority = { SSL_CERT_FILE: '', NODE_EXTRA_CA_CERTS: box.youtube.caFile };
	place = await box.place('here', authority);
	up = await place.up();
	await place.connect(user);
	await place.connect('second_creator');
});
afterAll(() => box.close());
beforeEach(() => {
	return box.sandbox.fault({
		...{ endpoint: 'upload', kind: 'slow', times: 100 },
		bytesPerSecond: slowBytesPerSecond,
	});
});

it('goes on after a kill -9 in the middle of the download, then of everything in the middle of the upload', async () => {
	box.youtube.setFault({ slow: { bytesPerSecond: 4_000_000 } });
	const waiting = place.start(['repost', urlOf('large'), '--account', user, ...wanted]);
	const id = await idOf(user);
	await doneBytes(id, 'downloading', 8_000_000);
	const [ytDlp] = processesIn(box.dir).filter(isYtDlp);
	const [temporal] = processesIn(box.dir).filter(isTemporal);
	up.kill('SIGKILL');
	await up.ended;
	expect(processesIn(box.dir)).toEqual(expect.arrayContaining([ytDlp, temporal]));

	box.youtube.setFault({});
	box.youtube.forget();
	up = await place.up();
	expect(processesIn(box.dir)).toContainEqual(temporal);
	expect(processesIn(box.dir)).not.toContainEqual(ytDlp);
	await doneBytes(id, 'uploading', 20_000_000);
	const resumedAt = box.youtube.requests().flatMap(({ data }) => data?.fromByte ?? []);
	expect(Math.max(...resumedAt)).toBeGreaterThan(1_000_000);

	await killIn(box.dir, (found) => !isWaiting(found));
	await up.ended;
	expect(processesIn(box.dir).filter((found) => !isWaiting(found))).toEqual([]);
	up = await place.up();
	await postedOnce(await waiting.ended, user);
	const resumed = (await place.repost(id)).timeline.findLast(
		({ type }) => type === 'repost.resumed',
	);
	expect(resumed?.data.atByte).toBeGreaterThan(0);
});

it('stops in order in the middle of an upload, and finishes it at the next start', async () => {
	const second = 'second_creator';
	const waiting = place.start(['repost', urlOf('large'), '--account', second, ...wanted]);
	const id = await idOf(second);
	await doneBytes(id, 'uploading', 20_000_000);
	const askedAtMs = Date.now();
	up.kill('SIGINT');
	expect(await up.ended).toMatchObject({ exitCode: 0 });
	expect(Date.now() - askedAtMs).toBeLessThan(15_000);
	expect(processesIn(box.dir).filter((found) => !isWaiting(found))).toEqual([]);

	up = await place.up();
	await postedOnce(await waiting.ended, second);
	up.kill('SIGTERM');
	expect(await up.ended).toMatchObject({ exitCode: 0 });
	expect(processesIn(box.dir)).toEqual([]);
});

async function postedOnce(ended: Ended, name: string): Promise<void> {
	expect(ended).toMatchObject({ exitCode: 0 });
	const { posts, violations } = await box.sandbox.state();
	const theirs = posts.filter((post) => post.user === name);
	expect(theirs).toHaveLength(1);
	expect(jsonLineOf(ended)).toMatchObject({
		...{ created: true, state: 'published', account: name },
		...{ sha256: theirs[0]?.sha256, publishId: theirs[0]?.publishId },
	});
	expect(violations).toEqual([]);
}

/** Of the repost of the large sample. */
function idOf(name: string): Promise<string> {
	return until('the repost to be there', () => place.repostId(name, recipes.large.id));
}

function doneBytes(id: string, state: string, moreThan: number): Promise<boolean> {
	return until(`more than ${moreThan} bytes of ${state}`, async () => {
		const now = await place.repost(id);
		return now.state === state && (now.progress?.doneBytes ?? 0) > moreThan;
	});
}
