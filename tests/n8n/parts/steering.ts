import { idOf, type Bench } from '../support/openBench';
import { onward, otherShort, short, start } from '../support/parameters';

const anyText: unknown = expect.any(String);

/** Approve, cancel and retry: each with one item that cannot be, and one that can. */
export function steering(the: () => Bench): void {
	const about = { resource: 'repost', repostId: '={{ $json.id }}', simplify: true };
	const wrongAndRight = (id: string) => [{ id: 'of.nobody' }, { id }];
	const asking = async (items: object[]): Promise<string[]> => {
		const review = { ...start, posting: 'review', ifReposted: 'again' };
		const ids = (await the().run(review, items)).itemsOf('14ms').map(idOf);
		for (const id of ids) await the().until(id, 'awaitingReview');
		return ids;
	};

	it('asks first, is approved with a changed caption, and posts directly', async () => {
		const [first = '', second = ''] = await asking([
			{ video: short, caption: 'to be approved' },
			{ video: otherShort, caption: 'to be approved too' },
		]);
		const updateFields = { caption: '={{ $json.caption }}', allowComment: true };
		const approve = { ...about, operation: 'approve', sha256: '', updateFields };
		const items = [
			{ id: first, caption: 'approved in n8n' },
			{ id: second, caption: 'approved as well' },
		];
		const approved = (await the().run(approve, items)).itemsOf('14ms');
		expect(approved.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		await the().until(first, 'published');
		await the().until(second, 'published');
		const posts = (await the().sandbox.state()).posts.slice(-2);
		expect(posts.map(({ mode }) => mode)).toEqual(['direct', 'direct']);
		expect(posts.map(({ caption }) => caption).sort()).toEqual([
			'approved as well',
			'approved in n8n',
		]);
		const failed = (await the().run(approve, wrongAndRight(first), onward)).itemsOf('14ms');
		expect(failed).toEqual([
			expect.objectContaining({ pairedItem: { item: 0 } }),
			expect.objectContaining({ pairedItem: { item: 1 } }),
		]);
		for (const { json } of failed) expect(json).toMatchObject({ error: anyText });
	});

	it('cancels and retries, and continues on what is not there', async () => {
		const before = (await the().sandbox.state()).posts.length;
		const [id = ''] = await asking([{ video: short, caption: 'to be cancelled' }]);
		const items = wrongAndRight(id);
		const cancelled = await the().run({ ...about, operation: 'cancel' }, items, onward);
		expect(cancelled.itemsOf('14ms')).toMatchObject([
			{ json: { error: anyText }, pairedItem: { item: 0 } },
			{ json: { id }, pairedItem: { item: 1 } },
		]);
		await the().until(id, 'cancelled');
		const retried = await the().run({ ...about, operation: 'retry' }, items, onward);
		expect(retried.itemsOf('14ms')).toMatchObject([
			{ json: { error: anyText }, pairedItem: { item: 0 } },
			{ json: { id }, pairedItem: { item: 1 } },
		]);
		await the().until(id, 'awaitingReview');
		await the().run({ ...about, operation: 'cancel' }, [{ id }]);
		await the().until(id, 'cancelled');
		expect((await the().sandbox.state()).posts).toHaveLength(before);
	});
}
