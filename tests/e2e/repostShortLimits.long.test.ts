import { recipes } from '../../sandbox/samples/recipes';
import type { Repost } from '../../services/store/reposts/reposts';
import { expectOnePost } from '../support/onePost';
import { startStack, type Creator, type Stack } from '../support/stack';

jest.setTimeout(240_000);

const { id: video } = recipes.small;
const tooManyPosts = 'spam_risk_too_many_posts';

// At the root, where Jest runs it before the concurrent tests.
let stack: Stack;
beforeAll(async () => {
	stack = await startStack();
});
afterAll(() => stack.close());

describe('limits, refusals and tokens', () => {
	it.concurrent(
		'a call limit is waited for, without a word and without a second post',
		async () => {
			const creator = await stack.newCreator();
			await strike(creator, 'inbox/video/init', {
				httpStatus: 429,
				code: 'rate_limit_exceeded',
				retryAfterSec: 2,
			});
			const { id } = await stack.request({ account: creator.account, video });
			await stack.until(id, 'delivered');
			await hasOnePost(creator);
		},
	);

	it.concurrent(
		'the daily limit of a creator is waited for in public, until it is known when',
		async () => {
			const creator = await stack.newCreator({ cannotPost: tooManyPosts });
			const { id } = await posted(creator);
			const waiting = await stack.until(id, ({ error }) => error !== null);
			expect(waiting).toMatchObject({
				state: 'queued',
				error: { code: 'tiktok_too_many_posts' },
			});
			const at = /14ms goes on by itself at (\S+ \S+) UTC\.$/.exec(
				waiting.nextStep ?? '',
			)?.[1];
			const waitMs = Date.parse(`${at?.replace(' ', 'T')}Z`) - Date.now();
			expect(waitMs).toBeGreaterThan(23.9 * 3_600_000);
			expect(waitMs).toBeLessThan(24.1 * 3_600_000);
			await stack.sandbox.control('users', { username: creator.username, cannotPost: null });
			await stack.engine.nudge(id, 1);
			await stack.until(id, 'published');
			await hasOnePost(creator);
		},
	);

	it.concurrent('a limit on direct posts holds up neither drafts nor previews', async () => {
		const creator = await stack.newCreator({ cannotPost: tooManyPosts });
		const { id } = await stack.request({ account: creator.account, video });
		await stack.until(id, 'delivered');
		const second = await stack.newCreator({ cannotPost: tooManyPosts });
		const review = await stack.request({
			...{ account: second.account, video, posting: 'review' },
		});
		await stack.until(review.id, 'awaitingReview');
		await hasOnePost(creator);
	});

	it.concurrent('five pending drafts are too many until one is gone', async () => {
		const creator = await stack.newCreator();
		const code = 'spam_risk_too_many_pending_share';
		await strike(creator, 'inbox/video/init', { httpStatus: 403, code });
		const { id } = await stack.request({ account: creator.account, video });
		const waiting = await stack.until(id, ({ error }) => error !== null);
		expect(waiting).toMatchObject({
			state: 'queued',
			error: { code: 'tiktok_too_many_pending' },
		});
		expect(waiting.nextStep).toMatch(/finish or discard some in the TikTok app/);
		await stack.engine.nudge(id, 1);
		await stack.until(id, 'delivered');
		await hasOnePost(creator);
	});

	it.concurrent('a banned creator fails at once, with the reason', async () => {
		const creator = await stack.newCreator({
			cannotPost: 'spam_risk_user_banned_from_posting',
		});
		const { id } = await posted(creator);
		const failed = await stack.until(id, 'failed');
		expect(failed.error?.code).toBe('tiktok_banned_from_posting');
		expect(failed.error?.message).toMatch(/open the TikTok app to see why/);
		expect((await stack.sandbox.state(creator.username)).publishes).toEqual([]);
	});

	it.concurrent('an app without an audit is told what to do for a public account', async () => {
		const creator = await stack.newCreator();
		const code = 'unaudited_client_can_only_post_to_private_accounts';
		await strike(creator, 'video/init', { httpStatus: 403, code });
		const { id } = await posted(creator);
		const stuck = await stack.until(id, 'needsAttention');
		expect(stuck.error?.code).toBe('tiktok_unaudited_public_account');
		expect(stuck.nextStep).toMatch(/make the whole account private .+ or use posting `inbox`/);
		await stack.desk.wake(creator.account);
		await stack.until(id, 'published');
		await hasOnePost(creator);
	});

	it.concurrent('a video that is too long for this creator is refused in words', async () => {
		const creator = await stack.newCreator({ maxVideoPostDurationSec: 5 });
		const { id } = await posted(creator);
		const failed = await stack.until(id, 'failed');
		expect(failed.error?.code).toBe('media_too_long');
		expect(failed.error?.message).toMatch(/5 s/);
	});

	it.concurrent(
		'a privacy level that is not offered can be replaced by one that is',
		async () => {
			const creator = await stack.newCreator({ privateAccount: true });
			const { id } = await posted(creator, 'PUBLIC_TO_EVERYONE');
			const stuck = await stack.until(id, 'needsAttention');
			expect(stuck.error?.code).toBe('privacy_not_offered');
			const sha256 = stuck.media?.sha256 ?? '';
			await stack.desk.approve(id, { sha256, privacy: 'SELF_ONLY' });
			await stack.until(id, 'published');
			await hasOnePost(creator);
		},
	);

	it.concurrent('an access token that expires on the way is refreshed, once', async () => {
		const creator = await stack.newCreator();
		await strike(creator, 'upload', { kind: 'slow', bytesPerSecond: 1_000_000 });
		const { id } = await posted(creator);
		await stack.until(id, 'uploading');
		await stack.sandbox.control('expire-tokens', { username: creator.username });
		await stack.until(id, 'published');
		const { calls } = await stack.sandbox.state(creator.username);
		const tokens = calls.filter(({ endpoint }) => endpoint === 'oauth/token');
		// The connection and one refresh.
		expect(tokens.map(({ code }) => code)).toEqual(['ok', 'ok']);
		await hasOnePost(creator);
	});

	it.concurrent(
		'a permission that is taken back on the way posts nothing, and connecting again helps',
		async () => {
			const creator = await stack.newCreator();
			await strike(creator, 'upload', { kind: 'slow', bytesPerSecond: 100_000 });
			const { id } = await posted(creator);
			await stack.until(id, 'uploading');
			await stack.sandbox.control('revoke', { username: creator.username });
			const stuck = await stack.until(id, 'needsAttention');
			expect(stuck.error?.code).toBe('reconnect_needed');
			await stack.connect(creator.username);
			await stack.desk.wake(creator.account);
			// TikTok has dropped what was on its way.
			const failed = await stack.until(id, 'failed');
			expect(failed.error?.message).toMatch(/so nothing was posted/);
			await stack.desk.retry(id);
			await stack.until(id, 'published');
			await hasOnePost(creator);
		},
	);

	function posted(
		{ account }: Creator,
		privacy: 'SELF_ONLY' | 'PUBLIC_TO_EVERYONE' = 'SELF_ONLY',
	): Promise<Repost> {
		return stack.request({ account, video, posting: 'auto', privacy });
	}

	function strike(
		{ username }: Creator,
		endpoint: string,
		fault: Record<string, unknown>,
	): Promise<void> {
		return stack.sandbox.fault({ kind: 'status', ...fault, endpoint, user: username });
	}

	function hasOnePost({ username }: Creator): Promise<void> {
		return expectOnePost(stack.sandbox, username);
	}
});
