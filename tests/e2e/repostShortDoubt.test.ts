import { recipes } from '../../sandbox/samples/recipes';
import type { Repost } from '../../services/store/reposts/reposts';
import { startStack, type Creator, type Stack } from '../support/stack';

jest.setTimeout(180_000);

const { small, large } = recipes;
const lostAnswer = 'lostAnswer';
const upload = 'upload';

interface Doubt {
	when: string;
	faults: Record<string, unknown>[];
	/** Default: the one of several chunks. */
	video?: string;
	posting?: 'inbox' | 'auto';
	/** Uploads that TikTok began; default 1. */
	inits?: number;
}

const doubts: Doubt[] = [
	{
		when: 'the answer to an inbox init is lost',
		faults: [{ endpoint: 'inbox/video/init', kind: lostAnswer }],
		...{ video: small.id, posting: 'inbox', inits: 2 },
	},
	{
		when: 'the answers to the first, a middle and the last chunk are lost',
		faults: [0, 3, 6].map((chunk) => ({ endpoint: upload, kind: lostAnswer, chunk })),
	},
	{
		when: 'the answer to the only chunk is lost, and TikTok keeps its byte count to itself',
		faults: [
			{ endpoint: upload, kind: lostAnswer },
			{ endpoint: upload, kind: 'noUploadedBytes' },
		],
		video: small.id,
	},
	{
		when: 'chunks are cut off, refused by a gateway and called out of turn',
		faults: [
			{ endpoint: upload, kind: 'cut', chunk: 1, afterBytes: 3_000_000 },
			{ endpoint: upload, kind: 'status', chunk: 2, httpStatus: 502 },
			{ endpoint: upload, kind: 'status', chunk: 4, httpStatus: 416 },
			{ endpoint: upload, kind: 'cut', chunk: 6, afterBytes: 5_000_000 },
		],
	},
	{
		when: 'the status cannot be had for a while',
		faults: [
			{ endpoint: 'status/fetch', kind: lostAnswer },
			{ endpoint: 'status/fetch', kind: 'status', httpStatus: 200, body: '<html>' },
		],
		video: small.id,
	},
	{
		when: 'upload URLs have expired (403) or are gone (404) before the last chunk',
		faults: [
			{ endpoint: upload, kind: 'status', chunk: 0, httpStatus: 403 },
			{ endpoint: upload, kind: 'status', chunk: 5, httpStatus: 404 },
		],
		inits: 3,
	},
];

// At the root, where Jest runs it before the concurrent tests.
let stack: Stack;
beforeAll(async () => {
	stack = await startStack({
		...{ samples: ['small', 'large'], timing: { uncertainAfterMs: 4_000 } },
		extraScopes: ['video.list'],
		tiktok: { checkMedia: true },
	});
});
afterAll(() => stack.close());

describe('exactly one post', () => {
	it.concurrent.each(doubts)(
		'when $when',
		async ({ faults, video = large.id, posting, inits = 1 }) => {
			const creator = await stack.newCreator();
			const user = creator.username;
			for (const fault of faults) await stack.sandbox.fault({ ...fault, user });
			const repost = await begun(creator, video, posting);
			const done = await stack.until(
				repost.id,
				posting === 'inbox' ? 'delivered' : 'published',
			);
			const { posts, publishes, violations, faults: left } = await stack.sandbox.state(user);
			expect(left).not.toContainEqual(expect.objectContaining({ user }));
			expect(posts).toHaveLength(1);
			expect(posts[0]).toMatchObject({
				sha256: done.media?.sha256,
				publishId: done.publishId,
			});
			expect(publishes).toHaveLength(inits);
			expect(violations).toEqual([]);
			expect(done.error).toBeNull();
		},
	);

	it.concurrent('none when TikTok refuses the video, and a retry may try again', async () => {
		const failReason = 'picture_size_check_failed';
		const creator = await stack.newCreator();
		const user = creator.username;
		await stack.sandbox.fault({ endpoint: 'video/init', user, kind: 'fail', failReason });
		const { id } = await begun(creator, small.id);
		const failed = await stack.until(id, 'failed');
		expect(failed.error?.code).toBe('tiktok_media_refused');
		expect(failed.error?.message).toMatch(/picture size/);
		expect((await stack.sandbox.state(creator.username)).posts).toEqual([]);
		await stack.desk.retry(id);
		await stack.until(id, 'published');
		const { posts, violations } = await stack.sandbox.state(creator.username);
		expect(posts).toHaveLength(1);
		expect(violations).toEqual([]);
	});

	it.concurrent('none when TikTok fails at the same video three times', async () => {
		const creator = await stack.newCreator();
		const user = creator.username;
		await stack.sandbox.fault({ endpoint: 'video/init', user, kind: 'fail', times: 3 });
		const { id } = await begun(creator, small.id);
		const failed = await stack.until(id, 'failed');
		expect(failed.error?.code).toBe('tiktok_unavailable');
		const { publishes, posts } = await stack.sandbox.state(creator.username);
		expect(publishes).toHaveLength(3);
		expect(posts).toEqual([]);
	});

	it.concurrent(
		'at most, when TikTok never says what became of it: the person is told, nothing is sent again',
		async () => {
			const creator = await stack.newCreator();
			const user = creator.username;
			const asked = { posting: 'auto', privacy: 'PUBLIC_TO_EVERYONE' } as const;
			const { account } = creator;
			await stack.sandbox.fault({ endpoint: 'upload', user, kind: 'neverEnds' });
			const { id } = await stack.request({ account, video: small.id, ...asked });
			const told = await stack.until(id, 'needsAttention');
			expect(told.error?.code).toBe('posting_uncertain');
			expect(told.nextStep).toMatch(
				/never posts it a second time\. Your public profile shows no such video so far\.$/,
			);
			await expect(stack.desk.cancel(id)).rejects.toMatchObject({
				code: 'posting_uncertain',
			});
			// No more than another look.
			expect(await stack.desk.retry(id)).toMatchObject({ attempt: 1 });
			const { posts, publishes } = await stack.sandbox.state(user);
			expect([posts.length, publishes.length]).toEqual([0, 1]);
		},
	);

	it.concurrent('none, and no endless inits, when an upload can never be recorded', async () => {
		const creator = await stack.newCreator();
		const { uploads } = stack.services.store;
		const replace = uploads.replace.bind(uploads);
		const wanted = `${creator.account}.${small.id}`;
		uploads.replace = async (id, ...rest) => id !== wanted && replace(id, ...rest);
		const { id } = await begun(creator, small.id);
		expect(id).toBe(wanted);
		const failed = await stack.until(id, 'failed');
		expect(failed.error).toMatchObject({ code: 'internal' });
		expect(failed.error?.message).toMatch(/could not keep the answer; nothing was posted/);
		const { publishes, posts } = await stack.sandbox.state(creator.username);
		expect([publishes.length, posts.length]).toEqual([6, 0]);
	});

	function begun({ account }: Creator, video: string, posting?: string): Promise<Repost> {
		return posting === 'inbox'
			? stack.request({ account, video })
			: stack.request({ account, video, posting: 'auto', privacy: 'SELF_ONLY' });
	}
});
