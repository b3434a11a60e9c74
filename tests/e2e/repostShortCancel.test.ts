import { existsSync } from 'node:fs';
import { recipes } from '../../sandbox/samples/recipes';
import { childrenLike } from '../support/childrenLike';
import { expectOnePost } from '../support/onePost';
import { startStack, type Creator, type Stack } from '../support/stack';
import { until } from '../support/until';

jest.setTimeout(180_000);

const { small, large, needsTranscoding, threeMinutes, landscape } = recipes;

// At the root, where Jest runs it before the concurrent tests.
let stack: Stack;
beforeAll(async () => {
	stack = await startStack({
		samples: ['small', 'large', 'needsTranscoding', 'threeMinutes', 'landscape'],
	});
	stack.youtube.setFault({ video: threeMinutes.id, slow: { bytesPerSecond: 100_000 } });
});
afterAll(() => stack.close());

describe('a repost that is cancelled', () => {
	it.concurrent('while it is looked up: yt-dlp ends before it counts as cancelled', async () => {
		const { creator, id } = await begun(landscape.id);
		const lookups = () => childrenLike(`watch?v=${landscape.id}`);
		await until('yt-dlp runs', () => lookups().length > 0);
		await stack.desk.cancel(id);
		await stack.until(id, 'cancelled');
		expect(lookups()).toEqual([]);
		await leavesNothing(id, creator);
	});

	it.concurrent('while it downloads', async () => {
		const { creator, id } = await begun(threeMinutes.id);
		await stack.until(id, ({ state, doneBytes }) => state === 'downloading' && !!doneBytes);
		expect(processesOf(id)).not.toEqual([]);
		await stack.desk.cancel(id);
		await leavesNothing(id, creator);
	});

	it.concurrent('while its file is converted', async () => {
		const { creator, id } = await begun(needsTranscoding.id);
		await stack.until(id, 'preparing');
		await stack.desk.cancel(id);
		await leavesNothing(id, creator);
	});

	it.concurrent('while TikTok makes it wait', async () => {
		const { creator, id } = await begun(small.id, { cannotPost: 'spam_risk_too_many_posts' });
		await stack.until(id, ({ state, nextStep }) => state === 'queued' && nextStep !== null);
		await stack.desk.cancel(id);
		await leavesNothing(id, creator);
	});

	it.concurrent('while it uploads, before the last chunk', async () => {
		const { creator, id } = await begun(large.id, {}, { chunk: 2 });
		await stack.until(
			id,
			({ state, doneBytes }) => state === 'uploading' && (doneBytes ?? 0) > 20_500_000,
		);
		await stack.desk.cancel(id);
		await leavesNothing(id, creator);
		const { publishes } = await stack.sandbox.state(creator.username);
		expect(publishes).toEqual([expect.objectContaining({ uploadedBytes: 20_000_000 })]);
	});

	it.concurrent(
		'not once the last chunk may have gone: the answer says so, and it is posted',
		async () => {
			const { creator, id } = await committed();
			await expect(stack.desk.cancel(id)).rejects.toMatchObject({
				code: 'posting_uncertain',
			});
			await stack.until(id, 'published');
			await hasOnePost(creator);
		},
	);

	it.concurrent('from Temporal itself, like from anywhere else', async () => {
		const { creator, id } = await begun(threeMinutes.id);
		await stack.until(id, ({ state, doneBytes }) => state === 'downloading' && !!doneBytes);
		await stack.workflow(id).cancel();
		await leavesNothing(id, creator);
	});

	it.concurrent('from Temporal itself, but not once the last chunk may have gone', async () => {
		const { creator, id } = await committed();
		await stack.workflow(id).cancel();
		await stack.until(id, 'published');
		await hasOnePost(creator);
	});

	it.concurrent('and asked for again by retry, it is posted once', async () => {
		const { creator, id } = await begun(small.id);
		await stack.desk.cancel(id);
		await leavesNothing(id, creator);
		await stack.desk.retry(id);
		expect(await stack.until(id, 'published')).toMatchObject({ attempt: 2, error: null });
		await hasOnePost(creator);
	});

	async function begun(
		video: string,
		traits: Record<string, unknown> = {},
		slowUpload?: { chunk?: number },
	) {
		const creator = await stack.newCreator(traits);
		if (slowUpload) {
			await stack.sandbox.fault({
				...{ endpoint: 'upload', user: creator.username, ...slowUpload },
				...{ kind: 'slow', bytesPerSecond: 500_000 },
			});
		}
		const { id } = await stack.request({
			...{ account: creator.account, video, posting: 'auto', privacy: 'SELF_ONLY' },
		});
		return { creator, id };
	}

	/** Its only chunk is on its way. */
	async function committed() {
		const { creator, id } = await begun(small.id, {}, {});
		await stack.until(id, ({ committedAt }) => committedAt !== null);
		return { creator, id };
	}

	async function leavesNothing(id: string, { username }: Creator): Promise<void> {
		const { media, store } = stack.services;
		const repost = await stack.until(id, 'cancelled');
		expect(processesOf(id)).toEqual([]);
		expect(existsSync(media.folderOf(id))).toBe(false);
		await stack.workflow(id, repost.attempt).result();
		expect((await stack.sandbox.state(username)).posts).toEqual([]);
		const [last] = (await store.reposts.timeline(id)).slice(-1);
		expect(last?.data).toMatchObject({ state: 'cancelled' });
	}

	function hasOnePost({ username }: Creator): Promise<void> {
		return expectOnePost(stack.sandbox, username);
	}

	/** yt-dlp and ffmpeg have the folder on their command lines. */
	function processesOf(id: string): string[] {
		return childrenLike(stack.services.media.folderOf(id));
	}
});
