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
import type { Repost } from '../../services/store/reposts/reposts';
import type { Store } from '../../services/store/store';
import { emptyDataDir } from '../support/newDataDir';
import { expectOnePost } from '../support/onePost';
import { startStack, type Creator, type Stack } from '../support/stack';
import { until } from '../support/until';
import { startWeb } from '../../web';

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

function hasOnePost({ username }: Creator): Promise<void> {
	return expectOnePost(stack.sandbox, username);
}

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

it('one that is lost while its link is to come still gets the link', async () => {
	const creator = await stack.newCreator();
	const { username: user } = creator;
	const fault = { endpoint: 'video/init', user, kind: 'linkLater', ms: 4_000 };
	await stack.sandbox.fault(fault);
	const { id } = await stack.request({
		...{ account: creator.account, video },
		...{ posting: 'auto', privacy: 'PUBLIC_TO_EVERYONE' },
	});
	const published = await stack.until(id, 'published');
	expect(published.postId).toBeNull();
	await forget(published);
	await sweepAnew();
	const { attempt, nextStep } = await stack.until(id, ({ postId }) => postId !== null);
	expect({ attempt, nextStep }).toEqual({ attempt: 1, nextStep: null });
	await hasOnePost(creator);
});

it('TikTok’s webhook ends the wait for the outcome', async () => {
	const creator = await stack.newCreator();
	const { statusPollMs } = stack.timing;
	stack.timing.statusPollMs = 60_000;
	const { username: user } = creator;
	await stack.sandbox.fault({ endpoint: 'status/fetch', user, kind: 'delay', ms: 1_000 });
	const { id } = await stack.request({ account: creator.account, video });
	await stack.until(id, 'processing');
	stack.timing.statusPollMs = statusPollMs;
	await until('the post', async () => (await stack.sandbox.state(user)).posts.length);
	const atMs = Date.now();
	await stack.engine.tiktokSaid(id, 1);
	await stack.until(id, 'delivered');
	expect(Date.now() - atMs).toBeLessThan(30_000);
});

it('what happens is told to Temporal within seconds, and the rest when web is closed', async () => {
	const { services, engine } = stack;
	const settings = { ...services.settings, port: 0 };
	const links = { temporalUi: null, sandbox: null };
	const web = await startWeb({ ...services, settings }, engine, links);
	const isTold = async () => {
		const latest = await services.store.events.latest();
		return (await engine.rememberedLedger())?.events === latest;
	};
	await until('the first mark', isTold);
	const { account } = await stack.newCreator();
	expect(await isTold()).toBe(false);
	await until('the next mark', isTold);
	await services.store.accounts.setStatus(account, 'disconnected');
	await web.close();
	expect(await isTold()).toBe(true);
	await services.store.accounts.setStatus(account, 'connected');
	await stack.stopWorker();
	await web.tellTemporal();
	// The next worker takes it up.
	await stack.startWorker();
	await until('the last mark', isTold);
});

describe('a Temporal that forgets, and a database that is put back from a backup', () => {
	let old: Store;
	let dataDir: string;
	let forgotten: Repost;
	let known: Repost;
	let lost: Repost;
	let creators: Creator[];

	beforeAll(async () => {
		creators = [await stack.newCreator(), await stack.newCreator(), await stack.newCreator()];
		await sweepAnew();
		await stack.stopWorker();
		const requests = creators.map(({ account }) => stack.request({ account, video }));
		const [first, second, third] = await Promise.all(requests);
		if (!first || !second || !third) throw new Error('There are three of them.');
		[forgotten, known, lost] = [first, second, third];
		dataDir = emptyDataDir();
		cpSync(join(stack.services.settings.dataDir, 'store'), join(dataDir, 'store'), {
			recursive: true,
		});
		await forget(forgotten);
		await stack.startWorker();
		await sweepAnew();
		for (const { id } of [forgotten, known, lost]) {
			const { attempt } = await stack.until(id, 'delivered');
			await stack.workflow(id, attempt).result();
		}
		await forget(lost);
		await sweepAnew();
		const latest = await stack.services.store.events.latest();
		await until('Temporal to know', async () => {
			return (await stack.engine.rememberedLedger())?.events === latest;
		});
		const { settings } = stack.services;
		const { secretKeys } = loadOrMakeSecrets(settings.dataDir, settings);
		const sealer = createSealer(secretKeys);
		old = await openStore({ dataDir, databaseUrl: null, sealer });
	});
	afterAll(async () => {
		await old.close();
		rmSync(dataDir, { recursive: true });
	});

	it('a workflow that Temporal has lost before the post was made up for by a new attempt', async () => {
		const repost = await stack.services.store.reposts.get(forgotten.id);
		expect(repost).toMatchObject({ state: 'delivered', attempt: 2 });
	});

	it('what retention deletes is not missed: a second request finds the first', async () => {
		const again = await stack.request({ account: lost.accountId, video });
		expect(again).toMatchObject({ id: lost.id, state: 'delivered', attempt: 1 });
	});

	it('an old database is noticed; nothing is posted again, and doctor explains', async () => {
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

describe('after a database was put back from a backup', () => {
	const noticeRestore = (restoredAt: Date | null) =>
		stack.services.store.standing.note({ restoredAt: restoredAt?.toISOString() ?? null });
	afterEach(() => noticeRestore(null));

	it('a Short that it may have forgotten is posted only at a person’s word', async () => {
		const creator = await stack.newCreator();
		await noticeRestore(new Date());
		const { id } = await stack.request({ account: creator.account, video });
		const stuck = await stack.until(id, 'needsAttention');
		expect(stuck.error?.code).toBe('maybe_posted');
		expect(stuck.nextStep).toMatch(/look at your profile and inbox, then retry this repost/);
		// Looking again, as it does by itself, is nobody's word.
		await stack.engine.nudge(id, 1);
		await until('another look', async () => {
			const timeline = await stack.services.store.reposts.timeline(id);
			const looks = timeline.filter(({ data }) => data['state'] === 'needsAttention');
			return looks.length === 2;
		});
		expect((await stack.sandbox.state(creator.username)).publishes).toEqual([]);

		await stack.desk.retry(id);
		await stack.until(id, 'delivered');
		await hasOnePost(creator);
	});

	it('a Short that YouTube has shown only since is posted as ever', async () => {
		const creator = await stack.newCreator();
		await noticeRestore(new Date('2020-01-01'));
		const { id } = await stack.request({ account: creator.account, video });
		await stack.until(id, 'delivered');
	});
});
