import { laneId } from '../../lib/posting/repostId';
import { isFinal } from '../../lib/posting/states';
import type { Repost } from '../../services/store/reposts/reposts';
import { copyOf, violationsOfCopies } from '../support/copies';
import { startStack, type Creator, type Stack } from '../support/stack';
import { until } from '../support/until';

jest.setTimeout(240_000);

// At the root, where Jest runs it before the concurrent tests.
let stack: Stack;
beforeAll(async () => {
	stack = await startStack({ copies: 3 });
});
afterAll(() => stack.close());

const video = copyOf(1);

describe('the lane of an account', () => {
	it.concurrent(
		'lets no more than so many be between download and upload, and then the next, urgent ones first',
		async () => {
			const creator = await stack.newCreator();
			const { lanes, reposts } = stack.services.store;
			await lanes.change(creator.account, { atOnce: 1 });
			const first = await stack.request({ account: creator.account, video });
			await stack.until(first.id, ({ state }) => state === 'downloading');
			const second = await ask(creator, 2);
			const urgent = await ask(creator, 3, { priority: 9 });
			const waiting = await stack.until(second.id, isTold);
			expect(waiting.nextStep).toBe(
				'Another repost of this account is on the way: this one follows when it is done.',
			);
			const seen = new Set<number>();
			await until('the end of all', async () => {
				const all = await reposts.list({ accountId: creator.account, limit: 10 });
				const { facts } = await lanes.look(creator.account);
				seen.add(facts.inLane.filter(({ hasWork }) => hasWork).length);
				return all.items.every(({ state }) => isFinal(state));
			});
			expect(Math.max(...seen)).toBe(1);
			const ends = await Promise.all(
				[first, urgent, second].map(({ id }) => stack.until(id, 'delivered')),
			);
			const downloads = await Promise.all(ends.map(({ id }) => downloadedAt(id)));
			expect(downloads).toEqual(downloads.toSorted((a, b) => a - b));
			await hasPosts(creator, 3);
			await laneEnds(creator);
		},
	);

	it.concurrent('a pause holds up what has not begun, says why, and ends', async () => {
		const creator = await stack.newCreator();
		const { lanes } = stack.services.store;
		await lanes.pause(creator.account, 'On holiday');
		const { id } = await ask(creator, 1);
		const waiting = await stack.until(id, isTold);
		expect(waiting.nextStep).toBe(
			'Posting is paused for this account (“On holiday”): it goes on when you resume it.',
		);
		await lanes.resume(creator.account);
		await stack.engine.wakeLane(creator.account);
		await stack.until(id, 'delivered');
		await hasPosts(creator, 1);
	});

	it.concurrent('keeps posts apart, and says when the next one is due', async () => {
		const creator = await stack.newCreator();
		const { lanes } = stack.services.store;
		await lanes.change(creator.account, { spacingMinutes: 20, timeZone: 'Asia/Tokyo' });
		const first = await ask(creator, 1);
		await stack.until(first.id, 'delivered');
		const second = await ask(creator, 2);
		const waiting = await stack.until(second.id, isTold);
		expect(waiting.nextStep).toMatch(
			/^Posts of this account are 20 minutes apart: its turn is about .+ \(Asia\/Tokyo\)\.$/,
		);
		await lanes.change(creator.account, { spacingMinutes: 0 });
		await stack.engine.wakeLane(creator.account);
		await stack.until(second.id, 'delivered');
		await hasPosts(creator, 2);
	});

	it.concurrent(
		'closes for all direct posts when TikTok takes no more, and TikTok is asked by one of them only',
		async () => {
			const cannotPost = 'spam_risk_too_many_posts';
			const creator = await stack.newCreator({ cannotPost });
			const refused = await ask(creator, 1, { posting: 'auto', privacy: 'SELF_ONLY' });
			await stack.until(refused.id, ({ error }) => error?.code === 'tiktok_too_many_posts');
			const other = await ask(creator, 2, { posting: 'auto', privacy: 'SELF_ONLY' });
			const draft = await ask(creator, 3);
			const waiting = await stack.until(other.id, isTold);
			expect(waiting.nextStep).toMatch(
				/^TikTok takes no more posts from apps .+ 14ms goes on by itself at .+ UTC\.$/,
			);
			await stack.until(draft.id, 'delivered');
			const { username } = creator;
			await stack.sandbox.control('users', { username, cannotPost: null });
			await stack.services.store.lanes.resume(creator.account);
			await stack.engine.wakeLane(creator.account);
			await stack.until(refused.id, 'published');
			await stack.until(other.id, 'published');
			await hasPosts(creator, 3);
		},
	);

	it.concurrent('a slot is not lost with a workflow that somebody ended', async () => {
		const creator = await stack.newCreator();
		await stack.services.store.lanes.change(creator.account, { atOnce: 1 });
		const { username: user } = creator;
		const slow = { endpoint: 'upload', user, kind: 'slow', bytesPerSecond: 50_000 };
		await stack.sandbox.fault(slow);
		const holder = await ask(creator, 1);
		await stack.until(holder.id, 'uploading');
		const next = await ask(creator, 2);
		await stack.until(next.id, 'queued');
		await stack.workflow(holder.id).terminate('as somebody may do in Temporal’s pages');
		await until('the next one’s turn', async () => {
			await stack.engine.wakeLane(creator.account);
			const { repost } = await stack.desk.get(next.id);
			return repost.state !== 'queued';
		});
		await stack.until(next.id, 'delivered');
	});

	it.concurrent('what waits can be given other words and another time', async () => {
		const creator = await stack.newCreator();
		const { lanes } = stack.services.store;
		await lanes.pause(creator.account, null);
		const asked = { posting: 'auto', privacy: 'SELF_ONLY', caption: 'Old words' } as const;
		const { id } = await ask(creator, 1, asked);
		await stack.until(id, isTold);
		const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
		await stack.desk.edit(id, { caption: 'New words', notBefore: inAnHour });
		await stack.desk.lanes.resume(creator.account);
		const later = await stack.until(id, ({ nextStep }) => /^It starts/.test(nextStep ?? ''));
		expect(later.state).toBe('queued');
		await stack.desk.edit(id, { notBefore: null });
		await stack.until(id, 'published');
		const { posts } = await stack.sandbox.state(creator.username);
		expect(posts.map(({ caption }) => caption)).toEqual(['New words']);
		await expect(stack.desk.edit(id, { priority: 9 })).rejects.toMatchObject({
			code: 'not_editable',
		});
	});

	it.concurrent('one that waits in the lane can be cancelled', async () => {
		const creator = await stack.newCreator();
		await stack.services.store.lanes.pause(creator.account, null);
		const { id } = await ask(creator, 1);
		await stack.until(id, 'queued');
		await stack.desk.cancel(id);
		await stack.until(id, 'cancelled');
		await laneEnds(creator);
	});
});

const isTold = ({ state, nextStep }: Repost): boolean => state === 'queued' && nextStep !== null;

function ask(
	{ account }: Creator,
	copy: number,
	more: Partial<Parameters<Stack['request']>[0]> = {},
): Promise<Repost> {
	return stack.request({ account, video: copyOf(copy), ...more });
}

async function downloadedAt(id: string): Promise<number> {
	const timeline = await stack.services.store.reposts.timeline(id);
	const [event] = timeline.filter(({ data }) => data['state'] === 'downloading');
	return event?.id ?? NaN;
}

async function hasPosts({ username }: Creator, count: number): Promise<void> {
	const { posts, violations } = await stack.sandbox.state(username);
	expect(posts).toHaveLength(count);
	const others = violations.filter(({ kind }) => !violationsOfCopies.has(kind));
	expect(others).toEqual([]);
}

/** Its workflow is there only while somebody waits. */
async function laneEnds({ account }: Creator): Promise<void> {
	const lane = stack.client.workflow.getHandle(laneId(account));
	await until(
		'the end of the lane’s workflow',
		async () => (await lane.describe()).status.name === 'COMPLETED',
	);
}
