import { recipes } from '../../sandbox/samples/recipes';
import { startDevServer, type DevServer } from '../../services/temporal/startDevServer';
import { openBox, urlOf, type Box } from '../support/box';
import { root, type Running } from '../support/fourteenMs';
import { jsonLineOf } from '../support/jsonLine';
import type { Place } from '../support/place';
import { processesIn } from '../support/processesIn';
import { startPostgres, type TestPostgres } from '../support/postgres';
import { until } from '../support/until';

jest.setTimeout(180_000);

const user = 'sandbox_creator';
/** The upload outlasts the start of a second worker. */
const slowBytesPerSecond = 2_000_000;

let postgres: TestPostgres;
let temporal: DevServer;
let box: Box;
let place: Place;
let web: Running;
let worker: Running;

beforeAll(async () => {
	box = await openBox(['large']);
	postgres = await startPostgres();
	temporal = await startDevServer({
		cliPath: `${root}/.tools/bin/temporal`,
		dataDir: box.dir,
		log: { info() {}, warn() {}, error() {} },
		preferredPort: 0,
		preferredUiPort: 0,
	});
	place = await box.newPlace('apart', {
		DATABASE_URL: postgres.url,
		TEMPORAL_ADDRESS: temporal.address,
		SECRET_KEYS: Buffer.alloc(32, 7).toString('base64'),
		OPERATOR_TOKEN: 'the-token-that-all-of-them-share-here',
	});
	web = place.start(['web']);
	await web.line(/^14ms web is running/);
	worker = await startWorker();
	await place.connect(user);
});
afterAll(async () => {
	await temporal.stop();
	await box.close();
	await postgres.stop();
});

function startWorker(): Promise<Running> {
	const started = place.start(['worker']);
	return started.line(/^14ms worker is running/).then(() => started);
}

it('a worker killed in the middle of an upload is replaced by another, and there is one post', async () => {
	await box.sandbox.fault({
		...{ endpoint: 'upload', kind: 'slow', times: 100 },
		bytesPerSecond: slowBytesPerSecond,
	});
	const waiting = place.start([
		...['repost', urlOf('large'), '--account', user, '--posting', 'auto'],
		...['--privacy', 'SELF_ONLY', '--wait', '--json'],
	]);
	const id = await until('the repost', () => place.repostId(user, recipes.large.id));
	await until('the upload to be under way', async () => {
		const { state, progress } = await place.repost(id);
		return state === 'uploading' && (progress?.doneBytes ?? 0) > 8_000_000;
	});
	const other = await startWorker();
	worker.kill('SIGKILL');
	await fetch(`${box.tiktok.origin}/sandbox/faults`, { method: 'DELETE' });
	const ended = await waiting.ended;
	expect(ended).toMatchObject({ exitCode: 0 });
	const { posts, violations } = await box.sandbox.state();
	expect(posts).toHaveLength(1);
	expect(jsonLineOf(ended)).toMatchObject({ state: 'published', sha256: posts[0]?.sha256 });
	expect(violations).toEqual([]);
	const { timeline } = await place.repost(id);
	expect(timeline.map(({ type }) => type)).toContain('repost.resumed');

	other.kill('SIGTERM');
	web.kill('SIGTERM');
	expect(await other.ended).toMatchObject({ exitCode: 0 });
	expect(await web.ended).toMatchObject({ exitCode: 0 });
	expect(processesIn(place.cwd)).toEqual([]);
});
