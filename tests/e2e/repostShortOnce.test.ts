import { postSettings } from '../../lib/posting/request';
import { recipes } from '../../sandbox/samples/recipes';
import { startPostgres, type TestPostgres } from '../support/postgres';
import { startStack, type Stack } from '../support/stack';

jest.setTimeout(240_000);

const { id: video } = recipes.small;

describe.each(['PGlite', 'Postgres'])('once and only once, on %s', (engine) => {
	let postgres: TestPostgres | undefined;
	let stack: Stack;
	beforeAll(async () => {
		if (engine === 'Postgres') postgres = await startPostgres();
		stack = await startStack({ databaseUrl: postgres?.url });
	});
	afterAll(async () => {
		await stack.close();
		await postgres?.stop();
	});

	it('twenty requests at once are one repost, one workflow and one post', async () => {
		const { username, account } = await stack.newCreator();
		const asked = await Promise.all(
			Array.from({ length: 20 }, () => stack.request({ account, video })),
		);
		const [first] = asked;
		if (!first) throw new Error('There are twenty.');
		expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
		await stack.until(first.id, 'delivered');
		const again = await stack.request({ account, video: `https://youtu.be/${video}?t=3` });
		expect(again.id).toBe(first.id);
		const { posts, publishes, violations } = await stack.sandbox.state(username);
		expect([posts.length, publishes.length]).toEqual([1, 1]);
		expect(violations).toEqual([]);
		const runs = stack.client.workflow.list({
			query: `WorkflowId BETWEEN "${first.id}/" AND "${first.id}/9"`,
		});
		let count = 0;
		for await (const { workflowId } of runs) if (workflowId.startsWith(first.id)) count++;
		expect(count).toBe(1);
	});

	it('a row whose start was lost is started by the sweep, once', async () => {
		const { username, account } = await stack.newCreator();
		const { store } = stack.services;
		const { repost } = await store.reposts.create({
			...{ accountId: account, videoId: video, posting: 'inbox', again: false },
			settings: postSettings.parse({}),
			ownContent: { statement: 'Mine.', by: 'a test', at: new Date().toISOString() },
		});
		const desk = stack.deskWith({ startGraceMs: 0 });
		expect((await desk.sweep()).started).toBe(1);
		await stack.until(repost.id, 'delivered');
		expect((await desk.sweep()).started).toBe(0);
		expect((await stack.sandbox.state(username)).posts).toHaveLength(1);
	});
});
