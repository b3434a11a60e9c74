import { existsSync } from 'node:fs';
import { recipes } from '../../sandbox/samples/recipes';
import { childrenLike } from '../support/childrenLike';
import { startStack, type Creator, type Stack } from '../support/stack';
import { until } from '../support/until';

jest.setTimeout(180_000);

const { small, large, needsTranscoding } = recipes;

describe('a repost that is cancelled', () => {
	let stack: Stack;
	beforeAll(async () => {
		stack = await startStack({ samples: ['small', 'large', 'needsTranscoding'] });
	});
	afterAll(() => stack.close());
	afterEach(async () => {
		stack.youtube.setFault({});
		await stack.sandbox.clearFaults();
	});

	it('while it is looked up: yt-dlp ends before it counts as cancelled', async () => {
		const { creator, id } = await begun(small.id);
		await until('yt-dlp runs', () => ytDlps().length > 0);
		await stack.desk.cancel(id);
		await leavesNothing(id, creator);
	});

	it('while it downloads', async () => {
		stack.youtube.setFault({ slow: { bytesPerSecond: 500_000 } });
		const { creator, id } = await begun(large.id);
		await stack.until(id, ({ state, doneBytes }) => state === 'downloading' && !!doneBytes);
		expect(ytDlps()).not.toEqual([]);
		await stack.desk.cancel(id);
		await leavesNothing(id, creator);
	});

	it('while its file is converted', async () => {
		const { creator, id } = await begun(needsTranscoding.id);
		await stack.until(id, 'preparing');
		await stack.desk.cancel(id);
		await leavesNothing(id, creator);
		expect(childrenLike('ffmpeg')).toEqual([]);
	});

	it('while TikTok makes it wait', async () => {
		const { creator, id } = await begun(small.id, { cannotPost: 'reached_active_user_cap' });
		await stack.until(id, ({ state, nextStep }) => state === 'queued' && nextStep !== null);
		await stack.desk.cancel(id);
		await leavesNothing(id, creator);
	});

	it('while it uploads, before the last chunk', async () => {
		const endpoint = 'upload';
		await stack.sandbox.fault({ endpoint, kind: 'slow', chunk: 2, bytesPerSecond: 1_000_000 });
		const { creator, id } = await begun(large.id);
		await stack.until(
			id,
			({ state, doneBytes }) => state === 'uploading' && (doneBytes ?? 0) > 20_500_000,
		);
		await stack.desk.cancel(id);
		await leavesNothing(id, creator);
		const { publishes } = await stack.sandbox.state(creator.username);
		expect(publishes).toEqual([expect.objectContaining({ uploadedBytes: 20_000_000 })]);
	});

	it('not once the last chunk may have gone: the answer says so, and it is posted', async () => {
		const { creator, id } = await committed();
		await expect(stack.desk.cancel(id)).rejects.toMatchObject({ code: 'posting_uncertain' });
		await stack.until(id, 'published');
		await hasOnePost(creator);
	});

	it('from Temporal itself, like from anywhere else', async () => {
		stack.youtube.setFault({ slow: { bytesPerSecond: 500_000 } });
		const { creator, id } = await begun(large.id);
		await stack.until(id, ({ state, doneBytes }) => state === 'downloading' && !!doneBytes);
		await stack.workflow(id).cancel();
		await leavesNothing(id, creator);
	});

	it('from Temporal itself, but not once the last chunk may have gone', async () => {
		const { creator, id } = await committed();
		await stack.workflow(id).cancel();
		await stack.until(id, 'published');
		await hasOnePost(creator);
	});

	it('and asked for again by retry, it is posted once', async () => {
		const { creator, id } = await begun(small.id);
		await stack.desk.cancel(id);
		await leavesNothing(id, creator);
		await stack.desk.retry(id);
		expect(await stack.until(id, 'published')).toMatchObject({ attempt: 2, error: null });
		await hasOnePost(creator);
	});

	async function begun(video: string, traits?: Record<string, unknown>) {
		const creator = await stack.newCreator(traits);
		const { id } = await stack.request({
			...{ account: creator.account, video, posting: 'auto', privacy: 'SELF_ONLY' },
		});
		return { creator, id };
	}

	/** Its only chunk is on its way. */
	async function committed() {
		const endpoint = 'upload';
		await stack.sandbox.fault({ endpoint, kind: 'slow', bytesPerSecond: 1_000_000 });
		const { creator, id } = await begun(small.id);
		await stack.until(id, ({ committedAt }) => committedAt !== null);
		return { creator, id };
	}

	async function leavesNothing(id: string, { username }: Creator): Promise<void> {
		const { media, store } = stack.services;
		const repost = await stack.until(id, 'cancelled');
		expect(ytDlps()).toEqual([]);
		expect(existsSync(media.folderOf(id))).toBe(false);
		await stack.workflow(id, repost.attempt).result();
		expect((await stack.sandbox.state(username)).posts).toEqual([]);
		const [last] = (await store.reposts.timeline(id)).slice(-1);
		expect(last?.data).toMatchObject({ state: 'cancelled' });
	}

	async function hasOnePost({ username }: Creator): Promise<void> {
		const { posts, violations } = await stack.sandbox.state(username);
		expect(posts).toHaveLength(1);
		expect(violations).toEqual([]);
	}
});

function ytDlps(): string[] {
	return childrenLike('yt_dlp');
}
