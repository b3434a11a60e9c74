import { idOf, type Bench } from '../support/openBench';
import { onward, otherShort, short, start } from '../support/parameters';

const anyText: unknown = expect.any(String);
const offered: unknown = expect.arrayContaining(['SELF_ONLY']);

/** Asking and starting: items, their links and what 14ms and TikTok received. */
export function operations(the: () => Bench): void {
	it('gives the account with what TikTok allows now, one for each item, and continues on fail', async () => {
		const get = { resource: 'account', operation: 'get', includeCreatorInfo: true };
		const items = (await the().run(get, [{ a: 1 }, { a: 2 }])).itemsOf('14ms');
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(items[1]?.json).toMatchObject({
			username: 'sandbox_creator',
			creatorInfo: { privacyLevelOptions: offered },
		});
		const refused = { httpStatus: 401, code: 'scope_not_authorized' };
		await the().sandbox.fault({ endpoint: 'creator_info', kind: 'status', ...refused });
		const [bad, good] = (await the().run(get, [{}, {}], onward)).itemsOf('14ms');
		expect(bad).toMatchObject({
			json: { error: anyText, details: anyText },
			pairedItem: { item: 0 },
		});
		expect(good).toMatchObject({ json: { creatorInfo: {} }, pairedItem: { item: 1 } });
	});

	it('starts a repost and continues on a wrong item, and both point to their item', async () => {
		const before = (await the().sandbox.state()).posts.length;
		const asked = the().passages.toFourteenMs.calls.length;
		const items = [
			{ video: 'not a video', caption: '' },
			{ video: short, caption: 'from n8n' },
		];
		const again = { ...start, ifReposted: 'again' };
		const [bad, good] = (await the().run(again, items, onward)).itemsOf('14ms');
		expect(bad).toMatchObject({
			json: { error: 'Give one address of one video, without spaces in it.' },
			pairedItem: { item: 0 },
		});
		expect(good).toMatchObject({
			json: { video: short, caption: 'from n8n', created: true },
			pairedItem: { item: 1 },
		});
		await the().until(idOf(good), 'delivered');
		expect((await the().sandbox.state()).posts).toHaveLength(before + 1);
		const calls = the().passages.toFourteenMs.calls.slice(asked);
		const posted = calls.filter(({ path }) => path === '/api/v1/reposts');
		expect(posted.map(({ status }) => status)).toEqual([400, 201]);
		const keys = posted.map(({ headers }) => headers['idempotency-key']);
		expect(new Set(keys).size).toBe(2);
	});

	it('sends what failed to the error output when that is chosen', async () => {
		const items = [{ video: 'not a video' }, { video: short }];
		const { id, name } = await the().add(start, 'continueErrorOutput');
		await the().rest.callWebhook(name, { items });
		const execution = await the().rest.until(id, ({ status }) => status === 'success');
		expect(execution.itemsOf('14ms')).toHaveLength(1);
		const [failed] = execution.itemsOf('14ms', 1);
		// n8n adds the input to it.
		expect(failed?.json).toMatchObject({ error: anyText, video: 'not a video' });
	});

	it('fails with 14ms’s own sentence and the item when it may not continue', async () => {
		const items = [{ video: short }, { video: 'not a video' }];
		const { status, error } = await the().run(start, items);
		expect(status).toBe('error');
		expect(error).toMatchObject({
			message: 'Give one address of one video, without spaces in it.',
			context: { itemIndex: 1 },
		});
	});

	it('returns the earlier repost, or stops with a message, and TikTok gets no second one', async () => {
		const before = (await the().sandbox.state()).posts.length;
		const items = [{ video: short }, { video: otherShort }];
		const returned = (await the().run(start, items)).itemsOf('14ms');
		expect(returned.map(({ json }) => [json.created, json.video])).toEqual([
			[false, short],
			[false, otherShort],
		]);
		const stopped = await the().run({ ...start, ifReposted: 'stop' }, items);
		expect(stopped.error).toMatchObject({ message: 'This Short has already been reposted' });
		expect((await the().sandbox.state()).posts).toHaveLength(before);
	});

	it('gets one and many, simplified or raw, and continues on what is not there', async () => {
		const filters = { video: '={{ $json.video }}' };
		const many = { resource: 'repost', operation: 'getAll', returnAll: true, filters };
		const wanted = [{ video: 'not a video' }, { video: otherShort }];
		const listed = (await the().run({ ...many, simplify: true }, wanted, onward)).itemsOf(
			'14ms',
		);
		expect(listed[0]).toMatchObject({ json: { error: anyText }, pairedItem: { item: 0 } });
		expect(listed.slice(1).length).toBeGreaterThan(0);
		for (const { json, pairedItem } of listed.slice(1)) {
			expect(json.video).toBe(otherShort);
			expect(Object.keys(json).length).toBeLessThanOrEqual(10);
			expect(pairedItem).toEqual({ item: 1 });
		}
		const limited = { ...many, returnAll: false, limit: 1, filters: {}, simplify: true };
		const two = (await the().run(limited, [{}, {}])).itemsOf('14ms');
		expect(two.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);

		const get = { resource: 'repost', operation: 'get', repostId: '={{ $json.id }}' };
		const asked = [{ id: idOf(two[0]) }, { id: 'of.nobody' }];
		const [raw, unknown] = (
			await the().run({ ...get, simplify: false }, asked, onward)
		).itemsOf('14ms');
		expect(raw?.json).toMatchObject({ id: idOf(two[0]) });
		expect(raw?.json).toHaveProperty('timeline');
		expect(unknown).toMatchObject({ json: { error: anyText }, pairedItem: { item: 1 } });
	});
}
