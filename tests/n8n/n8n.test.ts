import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { connectInEditor, openEditor, shoot, signInTo14ms } from './support/connectInEditor';
import type { Execution, RanItem } from './support/n8nRest';
import { openChromium } from './support/openChromium';
import { startStage, type Stage } from './support/stage';
import { flow, triggered } from './support/workflows';

jest.setTimeout(300_000);

const root = resolve(__dirname, '../..');
const workflow = z.looseObject({ nodes: z.array(z.object({}).loose()) });
const short = 'kX3u7Rn_s0Q';
const start = {
	resource: 'repost',
	operation: 'start',
	video: '={{ $json.video }}',
	ownContent: true,
	posting: 'inbox',
	caption: '={{ $json.caption }}',
	ifReposted: 'return',
	additionalFields: {},
	simplify: true,
};
const anyText: unknown = expect.any(String);
const offered: unknown = expect.arrayContaining(['SELF_ONLY']);

describe('the packed n8n pack in a real n8n', () => {
	let stage: Stage;
	let browser: Browser;
	let context: BrowserContext;
	let page: Page;
	let credential: { id: string; name: string };
	let flows = 0;

	beforeAll(async () => {
		stage = await startStage();
		await stage.rest.setUpOwner();
		({ browser, context } = await openChromium());
		page = await openEditor(stage, context);
	});
	afterAll(async () => {
		await browser.close();
		await stage.close();
	});

	const idOf = (item: RanItem | undefined) => z.string().parse(item?.json.id);
	const done = ({ status }: Execution) => ['success', 'error'].includes(status);
	const add = async (parameters: object, continueOnFail = false) => {
		const name = `flow-${++flows}`;
		const options = { name, parameters: { ...parameters }, credential, continueOnFail };
		return { name, id: await stage.rest.addWorkflow(flow(options)) };
	};
	/** Runs 14ms's node once, with these items. */
	const run = async (parameters: object, items: object[], continueOnFail = false) => {
		const { id, name } = await add(parameters, continueOnFail);
		await stage.rest.callWebhook(name, { items });
		return stage.rest.until(id, done);
	};
	const state = (id: string, wanted: string) => {
		const view = z.object({ state: z.string() });
		return until(async () => {
			const seen = view.parse(await stage.operator('GET', `/reposts/${id}`));
			return seen.state === wanted;
		});
	};

	it('is connected by clicking through the editor, 14ms and TikTok’s consent page', async () => {
		await signInTo14ms(stage, page);
		await connectInEditor(
			stage,
			page,
			async (popup) => {
				await popup.getByRole('button', { name: 'Allow it' }).waitFor();
				await shoot(popup, 'n8n-approve');
				await popup.getByRole('button', { name: 'Allow it' }).click();
				await popup.getByRole('button', { name: 'Allow', exact: true }).waitFor();
				await shoot(popup, 'n8n-consent');
				await popup.getByRole('button', { name: 'Allow', exact: true }).click();
			},
			'connect',
		);
		const [found] = await stage.rest.credentials();
		expect(found).toMatchObject({ type: 'fourteenMsOAuth2Api' });
		credential = { id: found?.id ?? '', name: found?.name ?? '' };
		const { calls } = await stage.sandbox.state();
		expect(calls.filter(({ endpoint }) => endpoint === 'oauth/token')).toHaveLength(1);
	});

	it('gives the account with what TikTok allows now, one for each item', async () => {
		const get = { resource: 'account', operation: 'get', includeCreatorInfo: true };
		const items = (await run(get, [{ a: 1 }, { a: 2 }])).itemsOf('14ms');
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(items[1]?.json).toMatchObject({
			username: 'sandbox_creator',
			creatorInfo: { privacyLevelOptions: offered },
		});
	});

	it('starts a repost and continues on a wrong item, and both point to their item', async () => {
		const items = [
			{ video: 'not a video', caption: '' },
			{ video: short, caption: 'from n8n' },
		];
		const [bad, good] = (await run(start, items, true)).itemsOf('14ms');
		expect(bad).toMatchObject({
			json: { error: 'Give one address of one video, without spaces in it.' },
			pairedItem: { item: 0 },
		});
		expect(good).toMatchObject({
			json: { video: short, caption: 'from n8n', created: true },
			pairedItem: { item: 1 },
		});
		await state(idOf(good), 'delivered');
		const { posts, violations } = await stage.sandbox.state();
		expect(posts.filter(({ mode }) => mode === 'inbox')).toHaveLength(1);
		expect(violations).toEqual([]);
	});

	it('fails with 14ms’s own sentence and the item when it may not continue', async () => {
		const { status, error } = await run(start, [{ video: 'not a video', caption: '' }]);
		expect(status).toBe('error');
		expect(error).toMatchObject({
			message: 'Give one address of one video, without spaces in it.',
			context: { itemIndex: 0 },
		});
	});

	it('returns the earlier repost, or stops with a message, and TikTok gets no second one', async () => {
		const before = (await stage.sandbox.state()).posts.length;
		const again = [{ video: short, caption: 'from n8n' }];
		const returned = (await run(start, again)).itemsOf('14ms');
		expect(returned[0]?.json).toMatchObject({ created: false, state: 'delivered' });
		const stopped = await run({ ...start, ifReposted: 'stop' }, again);
		expect(stopped.error).toMatchObject({ message: 'This Short has already been reposted' });
		expect((await stage.sandbox.state()).posts).toHaveLength(before);
	});

	it('gets one and many, simplified or raw', async () => {
		const many = { resource: 'repost', operation: 'getAll', returnAll: true, filters: {} };
		const [simple] = (await run({ ...many, simplify: true }, [{}])).itemsOf('14ms');
		expect(Object.keys(simple?.json ?? {}).length).toBeLessThanOrEqual(10);
		const get = { resource: 'repost', operation: 'get', repostId: '={{ $json.id }}' };
		const asked = [{ id: idOf(simple) }, { id: 'of.nobody' }];
		const [raw, unknown] = (await run({ ...get, simplify: false }, asked, true)).itemsOf(
			'14ms',
		);
		expect(raw?.json).toMatchObject({ id: idOf(simple), sha256: anyText });
		expect(raw?.json).toHaveProperty('timeline');
		expect(unknown).toMatchObject({
			json: { error: anyText },
			pairedItem: { item: 1 },
		});
	});

	it('asks first, is approved with a changed caption, and posts directly', async () => {
		const review = { ...start, posting: 'review', privacy: 'SELF_ONLY', ifReposted: 'again' };
		const items = [{ video: short, caption: 'to be approved' }];
		const id = idOf((await run(review, items)).itemsOf('14ms')[0]);
		await state(id, 'awaitingReview');
		const updateFields = { caption: 'approved in n8n' };
		const approve = { resource: 'repost', operation: 'approve', repostId: id, updateFields };
		const approved = await run({ ...approve, sha256: '', simplify: true }, [{}]);
		expect(approved.error).toBeNull();
		await state(id, 'published');
		const { posts } = await stage.sandbox.state();
		expect(posts.at(-1)).toMatchObject({ mode: 'direct', caption: 'approved in n8n' });
	});

	it('cancels and retries', async () => {
		const review = { ...start, posting: 'review', privacy: 'SELF_ONLY', ifReposted: 'again' };
		const items = [{ video: short, caption: 'to be cancelled' }];
		const id = idOf((await run(review, items)).itemsOf('14ms')[0]);
		await state(id, 'awaitingReview');
		const about = { resource: 'repost', repostId: id, simplify: true };
		const cancelled = await run({ ...about, operation: 'cancel' }, [{}, {}], true);
		expect(cancelled.itemsOf('14ms')[0]).toMatchObject({ json: { id } });
		await state(id, 'cancelled');
		const retried = await run({ ...about, operation: 'retry' }, [{}]);
		expect(retried.error).toBeNull();
		await state(id, 'awaitingReview');
		// One that is under way is returned even where 'Post Again' is asked for.
		await run({ ...about, operation: 'cancel' }, [{}]);
		await state(id, 'cancelled');
	});

	it('triggers once for each event, also for what happens while n8n is down', async () => {
		const events = ['repost.delivered', 'repost.published', 'repost.failed'];
		const id = await stage.rest.addWorkflow(triggered({ name: 'trigger', events, credential }));
		const cursor = z.object({ staticData: z.record(z.string(), z.unknown()).nullable() });
		await until(async () => {
			const { staticData } = cursor.parse(await stage.rest.call('GET', `/workflows/${id}`));
			return JSON.stringify(staticData ?? {}).includes('cursor');
		});
		const seen = async () => {
			const ids = await stage.rest.executionIds(id);
			const all = await Promise.all(ids.map((one) => stage.rest.execution(one)));
			return all.flatMap((execution) => execution.itemsOf('Seen'));
		};
		const again = { ...start, ifReposted: 'again' };
		const first = idOf(
			(await run(again, [{ video: short, caption: 'one' }])).itemsOf('14ms')[0],
		);
		await until(async () => (await seen()).length === 1);
		await stage.n8n.stop(true);
		const request = { video: short, account: 'sandbox_creator', again: true, ownContent: true };
		const second = z
			.object({ id: z.string() })
			.parse(await stage.operator('POST', '/reposts', { ...request, caption: 'two' })).id;
		await state(second, 'delivered');
		await stage.n8n.start();
		await stage.rest.signIn();
		await until(async () => (await seen()).length === 2);
		const reposts = (await seen()).map(({ json }) => json.repost);
		expect(reposts).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ id: first, caption: 'one' }),
				expect.objectContaining({ id: second, caption: 'two' }),
			]),
		);
	});

	it.each(globSync('docs/n8n/*.json', { cwd: root }))('imports %s and shows it', async (file) => {
		const template = workflow.parse(JSON.parse(readFileSync(join(root, file), 'utf8')));
		const id = await stage.rest.addWorkflow(template, { publish: false });
		await page.goto(`${stage.n8n.origin}/workflow/${id}`);
		const nodes = page.getByTestId('canvas-node');
		// The note is no node.
		await until(async () => (await nodes.count()) === template.nodes.length - 1);
		// n8n marks what it does not know; that a credential is still to be chosen is as it should be.
		expect(await page.getByText('?', { exact: true }).count()).toBe(0);
		if (file.endsWith('short-to-inbox.json')) await shoot(page, 'n8n-canvas');
	});

	it('shows its node in the editor', async () => {
		const { id } = await add({ ...start, video: 'https://www.youtube.com/shorts/kX3u7Rn_s0Q' });
		await page.goto(`${stage.n8n.origin}/workflow/${id}`);
		await page.getByTestId('canvas-node').filter({ hasText: '14ms' }).last().dblclick();
		await page.getByTestId('parameter-input-video').first().waitFor();
		await shoot(page, 'n8n-node');
	});
});

async function until(look: () => Promise<boolean>): Promise<void> {
	for (const sinceMs = Date.now(); Date.now() - sinceMs < 150_000;) {
		if (await look()) return;
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	throw new Error(`Waited in vain: ${look.toString()}`);
}
