import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { workflowId } from '../../lib/posting/repostId';
import { recipes } from '../../sandbox/samples/recipes';
import { createLog } from '../../services/createLog';
import { createSealer } from '../../services/createSealer';
import { createDesk } from '../../services/desk/createDesk';
import { checkStanding } from '../../services/doctor/checkStanding';
import { loadOrMakeSecrets } from '../../services/secretFiles';
import { openStore } from '../../services/store/openStore';
import type { Repost, Store } from '../../services/store/store';
import { emptyDataDir } from '../support/newDataDir';
import { startStack, type Creator, type Stack } from '../support/stack';
import { until } from '../support/until';

jest.setTimeout(240_000);

const { id: video } = recipes.small;
const log = createLog({ pretty: false, level: 'silent' });

let stack: Stack;
beforeAll(async () => {
	stack = await startStack();
});
afterAll(() => stack.close());

/** As retention does it, or a Temporal database that was lost. */
async function forget({ id, attempt }: Repost): Promise<void> {
	await stack.client.workflowService.deleteWorkflowExecution({
		namespace: 'default',
		workflowExecution: { workflowId: workflowId(id, attempt) },
	});
	await until('Temporal to forget', async () => {
		return (await stack.engine.fateOf(id, attempt)).is === 'gone';
	});
}

const sweepAnew = () => stack.deskWith({ startGraceMs: 0 }).sweep();

async function hasOnePost({ username }: Creator): Promise<void> {
	const { posts, violations } = await stack.sandbox.state(username);
	expect({ posts: posts.length, violations }).toEqual({ posts: 1, violations: [] });
}

async function whileWorkerRests<T>(act: () => Promise<T>): Promise<T> {
	await stack.stopWorker();
	const result = await act();
	await stack.startWorker();
	return result;
}

it('a workflow that Temporal has lost before the post is made up for by a new attempt', async () => {
	const creator = await stack.newCreator();
	const { id } = await whileWorkerRests(async () => {
		const repost = await stack.request({ account: creator.account, video });
		await forget(repost);
		return repost;
	});
	await sweepAnew();
	const delivered = await stack.until(id, 'delivered');
	expect(delivered.attempt).toBe(2);
	await hasOnePost(creator);
});

it('a workflow that was terminated before the post says so, and a retry goes on', async () => {
	const creator = await stack.newCreator();
	const { id } = await whileWorkerRests(async () => {
		const repost = await stack.request({ account: creator.account, video });
		await stack.workflow(repost.id).terminate();
		return repost;
	});
	await sweepAnew();
	expect((await stack.desk.get(id)).repost).toMatchObject({
		...{ state: 'failed', error: { code: 'workflow_stopped' } },
	});
	await stack.desk.retry(id);
	await stack.until(id, 'delivered');
	await hasOnePost(creator);
});

it('one that is lost after the last chunk is only asked about, never sent again', async () => {
	const creator = await stack.newCreator();
	const { username: user } = creator;
	const away = { kind: 'status', httpStatus: 503, times: 500 };
	await stack.sandbox.fault({ endpoint: 'status/fetch', user, ...away });
	const { id } = await stack.request({ account: creator.account, video });
	const committed = await stack.until(id, ({ state }) => state === 'processing');
	expect(committed.committedAt).not.toBeNull();
	await forget(committed);
	await stack.sandbox.clearFaults();
	await sweepAnew();
	expect(await stack.until(id, 'delivered')).toMatchObject({
		...{ attempt: 2, publishId: committed.publishId },
	});
	await hasOnePost(creator);
	const { calls } = await stack.sandbox.state(user);
	const count = (word: string) => calls.filter(({ endpoint }) => endpoint === word).length;
	expect([count('inbox/video/init'), count('upload')]).toEqual([1, 1]);
});

it('a workflow that runs is left alone', async () => {
	const { account } = await stack.newCreator();
	const { id } = await stack.request({ account, video, posting: 'review' });
	await stack.until(id, 'awaitingReview');
	await sweepAnew();
	expect((await stack.desk.get(id)).repost).toMatchObject({
		state: 'awaitingReview',
		attempt: 1,
	});
});

it('what retention deletes is not missed: a second request still finds the first', async () => {
	const creator = await stack.newCreator();
	const { id } = await stack.request({ account: creator.account, video });
	const delivered = await stack.until(id, 'delivered');
	await stack.workflow(id).result();
	await forget(delivered);
	await sweepAnew();
	const again = await stack.request({ account: creator.account, video });
	expect(again).toEqual(delivered);
	await hasOnePost(creator);
});

it('TikTok’s webhook ends the wait for the outcome', async () => {
	const creator = await stack.newCreator();
	const { username: user } = creator;
	// So long without an answer that the next look would be in a minute.
	await stack.sandbox.fault({ endpoint: 'inbox/video/init', user, kind: 'neverEnds' });
	const { id } = await stack.request({ account: creator.account, video });
	await stack.until(id, 'processing');
	const asked = async () =>
		(await stack.sandbox.state(user)).calls.filter(
			({ endpoint }) => endpoint === 'status/fetch',
		).length;
	await until('the gaps to grow', async () => (await asked()) >= 8);
	const [before, atMs] = [await asked(), Date.now()];
	await stack.engine.tiktokSaid(id, 1);
	await until('the next look', async () => (await asked()) > before);
	expect(Date.now() - atMs).toBeLessThan(1_500);
	await stack.workflow(id).terminate();
	await stack.services.store.reposts.finish(id, 1, 'failed', {});
});

describe('a database that is put back from a backup', () => {
	let old: Store;
	let dataDir: string;
	let known: Repost;
	let lost: Repost;
	let creators: [Creator, Creator];

	beforeAll(async () => {
		creators = [await stack.newCreator(), await stack.newCreator()];
		await sweepAnew();
		await stack.stopWorker();
		known = await stack.request({ account: creators[0].account, video });
		lost = await stack.request({ account: creators[1].account, video });
		dataDir = emptyDataDir();
		cpSync(join(stack.services.settings.dataDir, 'store'), join(dataDir, 'store'), {
			recursive: true,
		});
		await stack.startWorker();
		for (const { id } of [known, lost]) {
			await stack.until(id, 'delivered');
			await stack.workflow(id).result();
		}
		await forget(lost);
		await sweepAnew();
		const latest = await stack.services.store.events.latest();
		await until('Temporal to know', async () => {
			return (await stack.engine.rememberedLedger())?.events === latest;
		});
		const { secretKeys } = loadOrMakeSecrets(
			stack.services.settings.dataDir,
			stack.services.settings,
		);
		const sealer = createSealer(secretKeys);
		old = await openStore({ dataDir, databaseUrl: null, sealer });
	});
	afterAll(async () => {
		await old.close();
		rmSync(dataDir, { recursive: true });
	});

	it('is noticed; nothing is posted again, and doctor explains', async () => {
		expect((await old.reposts.get(known.id))?.state).toBe('resolving');
		const { engine, services } = stack;
		const desk = createDesk({
			...{ store: old, engine, tiktok: services.accounts, media: services.media, log },
			startGraceMs: 0,
		});
		await desk.sweep();
		expect(await old.reposts.get(known.id)).toMatchObject({ state: 'delivered', attempt: 1 });
		expect(await old.reposts.get(lost.id)).toMatchObject({
			...{ state: 'failed', error: { code: 'ledger_restored' } },
		});
		const check = await checkStanding(old, engine, new Date());
		expect(check).toMatchObject({ result: 'warn' });
		expect(check.detail).toMatch(
			/put back from a backup .*does not know what was posted after/,
		);
		await desk.sweep();
		for (const creator of creators) await hasOnePost(creator);
	});

	it('the newer database, should it come back, is noticed as the other side of it', async () => {
		await until('the new epoch', async () => {
			return ((await stack.engine.rememberedLedger())?.epoch ?? 0) > 1;
		});
		const check = await checkStanding(stack.services.store, stack.engine, new Date());
		expect(check.result).toBe('warn');
	});
});
