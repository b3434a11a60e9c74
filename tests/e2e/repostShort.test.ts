import { recipes } from '../../sandbox/samples/recipes';
import { startStack, type Stack } from '../support/stack';

jest.setTimeout(180_000);

const small = recipes.small;
const ownCaption = `${small.title}\n\n${small.description}`;

// At the root, where Jest runs it before the concurrent tests.
let stack: Stack;
beforeAll(async () => {
	stack = await startStack({ samples: ['small', 'large'], tiktok: { checkMedia: true } });
});
afterAll(() => stack.close());

describe('a repost, from YouTube to TikTok', () => {
	it.concurrent(
		'lands in the inbox with the very bytes, and keeps the caption for copying',
		async () => {
			const { username, account } = await stack.newCreator();
			const { id } = await stack.request({ account, video: small.id });
			const { repost, account: row } = await finished(id, 'delivered');
			const { posts, violations } = await stack.sandbox.state(username);
			expect(posts).toEqual([expect.objectContaining({ mode: 'inbox', caption: '' })]);
			expect(posts[0]?.sha256).toBe(repost.media?.sha256);
			expect(posts[0]?.publishId).toBe(repost.publishId);
			expect(repost.nextStep).toMatch(
				/notification in your inbox, paste the caption and post/,
			);
			expect((await stack.desk.view(repost, row)).caption).toBe(ownCaption);
			expect(violations).toEqual([]);
		},
	);

	it.concurrent(
		'is posted directly with title and description, interactions off and disclosures sent',
		async () => {
			const { username, account } = await stack.newCreator();
			const { id } = await stack.request({
				...{ account, video: small.id, posting: 'auto', privacy: 'PUBLIC_TO_EVERYONE' },
			});
			const { repost } = await finished(id, 'published');
			const { posts, calls, violations } = await stack.sandbox.state(username);
			expect(posts).toHaveLength(1);
			expect(posts[0]).toMatchObject({
				...{ mode: 'direct', caption: ownCaption, privacy: 'PUBLIC_TO_EVERYONE' },
				sha256: repost.media?.sha256,
				settings: {
					...{ disable_comment: true, disable_duet: true, disable_stitch: true },
					...{ brand_content_toggle: false, brand_organic_toggle: false, is_aigc: false },
				},
			});
			expect(repost.postId).toMatch(/^\d{19}$/);
			expect(repost.postId).toBe(posts[0]?.postId);
			expect(repost.url).toBe(`https://www.tiktok.com/@${username}/video/${repost.postId}`);
			const asked = calls.map(({ endpoint }) => endpoint);
			expect(asked[asked.indexOf('video/init') - 1]).toBe('creator_info');
			expect(violations).toEqual([]);
		},
	);

	it.concurrent(
		'goes in several chunks, private and with the settings that were asked for',
		async () => {
			const { username, account } = await stack.newCreator();
			const { id } = await stack.request({
				...{ account, video: recipes.large.id, posting: 'auto', privacy: 'SELF_ONLY' },
				...{ caption: 'Mine 🐈', allowComment: true, isAigc: true, brandOrganic: true },
				coverTimestampMs: 1500,
			});
			const { repost } = await finished(id, 'published');
			const { posts, publishes, violations } = await stack.sandbox.state(username);
			expect(publishes).toHaveLength(1);
			expect(publishes[0]?.chunkCount).toBeGreaterThan(3);
			expect(posts[0]).toMatchObject({
				...{ caption: 'Mine 🐈', privacy: 'SELF_ONLY', sha256: repost.media?.sha256 },
				settings: {
					...{
						disable_comment: false,
						disable_duet: true,
						video_cover_timestamp_ms: 1500,
					},
					...{ brand_content_toggle: false, brand_organic_toggle: true, is_aigc: true },
				},
			});
			expect(repost).toMatchObject({ postId: null, url: null, nextStep: null });
			expect(violations).toEqual([]);
		},
	);

	it.concurrent(
		'tells progress in bytes and every state on the way, and leaves no file',
		async () => {
			const { account } = await stack.newCreator();
			const { id } = await stack.request({ account, video: small.id });
			const { repost } = await finished(id, 'delivered');
			const timeline = await stack.services.store.reposts.timeline(id);
			const states = timeline.map(({ data }) => data.state).filter((state) => state);
			expect(states).toEqual(
				'resolving downloading preparing queued uploading processing delivered'.split(' '),
			);
			expect(repost.video).toMatchObject({ title: small.title, durationSec: 7 });
			await expect(mediaOf(repost)).rejects.toMatchObject({ code: 'media_missing' });
		},
	);

	it.concurrent('is published while its link is pending, then has it', async () => {
		const { username, account } = await stack.newCreator();
		await stack.sandbox.fault({
			...{ endpoint: 'video/init', user: username },
			...{ kind: 'linkLater', ms: 2_000 },
		});
		const { id } = await stack.request({
			...{ account, video: small.id, posting: 'auto', privacy: 'PUBLIC_TO_EVERYONE' },
		});
		const { repost } = await finished(id, 'published');
		expect(repost).toMatchObject({ postId: null, url: null });
		expect(repost.nextStep).toMatch(/the link follows when it is public/);
		const linked = await stack.until(id, ({ postId }) => postId !== null);
		const { posts } = await stack.sandbox.state(username);
		expect(linked).toMatchObject({ state: 'published', postId: posts[0]?.postId });
		expect(linked.url).toBe(`https://www.tiktok.com/@${username}/video/${linked.postId}`);
		expect(linked.nextStep).toBeNull();
	});

	it.concurrent('is posted once more only when that is what was asked', async () => {
		const { username, account } = await stack.newCreator();
		const direct = { posting: 'auto', privacy: 'PUBLIC_TO_EVERYONE' } as const;
		const asked = { account, video: small.id, ...direct };
		const first = await stack.request(asked);
		await stack.until(first.id, 'published');
		expect((await stack.request(asked)).id).toBe(first.id);
		const second = await stack.request({ ...asked, caption: 'Once more', again: true });
		expect(second).toMatchObject({ id: `${first.id}.2`, generation: 2 });
		await stack.until(second.id, 'published');
		const { posts } = await stack.sandbox.state(username);
		expect(posts.map(({ caption }) => caption === 'Once more')).toEqual([false, true]);
	});

	async function finished(id: string, state: 'delivered' | 'published') {
		await stack.until(id, state);
		return stack.desk.get(id);
	}

	function mediaOf({
		id,
		media,
	}: {
		id: string;
		media: Parameters<Stack['services']['media']['pathOf']>[1] | null;
	}) {
		if (!media) throw new Error('It was prepared.');
		return stack.services.media.pathOf(id, media);
	}
});
