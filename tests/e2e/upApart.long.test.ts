import { recipes } from '../../sandbox/samples/recipes';
import { startApart, type Apart } from '../support/apart';
import { urlOf } from '../support/box';
import { jsonLineOf } from '../support/jsonLine';
import { processesIn } from '../support/processesIn';
import { until } from '../support/until';

jest.setTimeout(180_000);

const user = 'sandbox_creator';
/** The upload outlasts the start of a second worker. */
const slowBytesPerSecond = 2_000_000;

let apart: Apart;
beforeAll(async () => {
	apart = await startApart({ samples: ['large'] });
	await apart.place.connect(user);
});
afterAll(() => apart.close());

it('a worker killed in the middle of an upload is replaced by another, and there is one post', async () => {
	const { box, place, web } = apart;
	const worker = await apart.startWorker();
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
	const other = await apart.startWorker();
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
