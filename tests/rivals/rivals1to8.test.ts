import { Problem } from '../../lib/errors';
import { repostRequest } from '../../lib/posting/request';
import { recipes } from '../../sandbox/samples/recipes';
import { createDesk } from '../../services/desk/createDesk';
import type { Repost } from '../../services/store/reposts/reposts';
import { randomVideo } from '../sandbox/tiktok/putChunks';
import {
	callApi,
	connect,
	creatorInfoPath,
	directPath,
	refreshWith,
	sourceOf,
} from '../sandbox/tiktok/withTikTok';
import { expectOnePost } from '../support/onePost';
import { startStack, type Creator, type Stack } from '../support/stack';
import { until as looked } from '../support/until';
import { acceptNaively, naiveClient, statusText } from './naive';

jest.setTimeout(240_000);

const { small, large } = recipes;
const direct = { posting: 'auto', privacy: 'SELF_ONLY' } as const;
const bytes = randomVideo(300_000);

// At the root, where Jest runs it before the concurrent tests.
let stack: Stack;
beforeAll(async () => {
	stack = await startStack({ samples: ['small', 'large'] });
});
afterAll(() => stack.close());

/** Bugs of other tools: each test shows that the usual design has it, and that 14ms has not. */
describe('what breaks elsewhere', () => {
	it.concurrent('rival 1: a token that runs out while polling posts twice', async () => {
		const user = await naiveUser();
		const naive = await naiveClient(stack.tiktok, user);
		const expire = () => stack.sandbox.control('expire-tokens', { username: user });
		await naive.publishWithRetry(bytes, expire);
		expect((await stack.sandbox.state(user)).posts).toHaveLength(2);

		const creator = await stack.newCreator();
		await strike(creator, 'status/fetch', { kind: 'delay', ms: 300 });
		await strike(creator, 'status/fetch', { httpStatus: 401, code: 'access_token_invalid' });
		const { id } = await posted(creator);
		await stack.until(id, 'processing');
		await stack.sandbox.control('expire-tokens', { username: creator.username });
		await stack.until(id, 'published');
		await hasOnePost(creator);
	});

	it.concurrent('rival 2: a side job that fails after publishing publishes again', async () => {
		const user = await naiveUser();
		const naive = await naiveClient(stack.tiktok, user);
		const job = async (): Promise<void> => {
			await naive.publish(bytes);
			throw new Error('the notification could not be sent');
		};
		await job()
			.catch(job)
			.catch(() => undefined);
		expect((await stack.sandbox.state(user)).posts).toHaveLength(2);

		const creator = await stack.newCreator();
		const { id } = await posted(creator);
		const { callbacks } = stack.services.store;
		const until = new Date(Date.now() + 60_000);
		const closed = { url: 'http://127.0.0.1:9/', secret: 'nobody-listens-there' };
		const callback = { id: 'rival-2', accountId: null, repostIds: [id], until };
		await callbacks.add({ ...callback, ...closed });
		await stack.engine.startDelivery('callback', callback.id);
		await stack.until(id, 'published');
		await looked('the callback to fail', async () => {
			return (await callbacks.get(callback.id))?.lastError;
		});
		await hasOnePost(creator);
	});

	it.concurrent('rival 3: refreshes that race lose the rotated token', async () => {
		const user = await naiveUser();
		const { refresh_token: shared } = await connect(stack.tiktok, user);
		const naive = await Promise.all([1, 2].map(() => refreshWith(stack.tiktok, shared)));
		expect(naive.map(({ body }) => body.error ?? 'ok').sort()).toEqual(['invalid_grant', 'ok']);

		const creator = await stack.newCreator();
		await strike(creator, 'oauth/token', { httpStatus: 503 });
		await stack.sandbox.control('expire-tokens', { username: creator.username });
		const { accounts } = stack.services;
		const ask = () => accounts.creatorInfo(creator.account).catch(() => null);
		await Promise.all(Array.from({ length: 8 }, ask));
		await Promise.all(Array.from({ length: 8 }, ask));
		const { calls, violations } = await stack.sandbox.state(creator.username);
		const refreshes = calls.filter(({ endpoint }) => endpoint === 'oauth/token').slice(1);
		expect(refreshes.map(({ httpStatus }) => httpStatus)).toEqual([503, 200]);
		expect(violations).toEqual([]);
	});

	it.concurrent('rival 4: ids of 19 digits are rounded by JSON.parse', async () => {
		const creator = await stack.newCreator();
		const { id } = await posted(creator, { privacy: 'PUBLIC_TO_EVERYONE' });
		const { postId, publishId } = await stack.until(id, 'published');
		const [post] = (await stack.sandbox.state(creator.username)).posts;
		expect(postId).toBe(post?.postId);
		const grant = await stack.services.store.grants.open(creator.account);
		const text = await statusText(stack.tiktok, grant?.accessToken ?? '', publishId ?? '');
		expect(text).toContain(`[${postId}]`);
		expect(JSON.stringify(JSON.parse(text))).not.toContain(postId);
	});

	it.concurrent('rival 5: “published” although TikTok dropped it', async () => {
		const dropped = { kind: 'fail', failReason: 'spam_risk' };
		const user = await stack.newCreator();
		await strike(user, 'upload', dropped);
		const naive = await naiveClient(stack.tiktok, user.username);
		expect(await naive.send(bytes)).toBe('published');
		const dropping = async () =>
			(await stack.sandbox.state(user.username)).publishes.some(
				({ status }) => status === 'FAILED',
			);
		await looked('TikTok to drop it', dropping);
		expect((await stack.sandbox.state(user.username)).posts).toEqual([]);

		const creator = await stack.newCreator();
		await strike(creator, 'upload', dropped);
		const { id } = await posted(creator);
		const failed = await stack.until(id, 'failed');
		const { posts, calls } = await stack.sandbox.state(creator.username);
		expect(calls).toContainEqual(
			expect.objectContaining({ endpoint: 'upload', httpStatus: 201 }),
		);
		expect(posts).toEqual([]);
		expect(failed.error?.code).toBe('tiktok_spam_risk');
	});

	it.concurrent('rival 6: chunk plans that TikTok refuses', async () => {
		const user = await naiveUser();
		const { access_token: token } = await connect(stack.tiktok, user);
		await callApi(stack.tiktok, token, creatorInfoPath);
		const sizeBytes = 72_000_000;
		const mebi = 10 * 1024 * 1024;
		// Rounded up, as for any other upload API.
		const source = {
			...sourceOf(sizeBytes, mebi),
			total_chunk_count: Math.ceil(sizeBytes / mebi),
		};
		const post_info = { privacy_level: 'SELF_ONLY', title: '' };
		const naive = await callApi(stack.tiktok, token, directPath, {
			post_info,
			source_info: source,
		});
		expect([naive.code, naive.message]).toEqual([
			'invalid_params',
			expect.stringMatching(/chunk/),
		]);

		const creator = await stack.newCreator();
		const message = 'The total chunk count is invalid';
		await strike(creator, 'video/init', { httpStatus: 400, code: 'invalid_params', message });
		const { id } = await posted(creator, { video: large.id });
		await stack.until(id, 'published');
		await hasOnePost(creator);
	});

	it.concurrent(
		'rival 7: a cancel does not reach the job, which posts what was deleted',
		async () => {
			const user = await naiveUser();
			const naive = await naiveClient(stack.tiktok, user);
			const rows = new Map([['job', { bytes }]]);
			const job = { ...rows.get('job') };
			rows.delete('job');
			if (job.bytes) await naive.publish(job.bytes);
			expect((await stack.sandbox.state(user)).posts).toHaveLength(1);

			const creator = await stack.newCreator({ cannotPost: 'spam_risk_too_many_posts' });
			const { id } = await posted(creator);
			await stack.until(id, ({ error }) => error !== null);
			await stack.desk.cancel(id);
			await stack.sandbox.control('users', { username: creator.username, cannotPost: null });
			await stack.until(id, 'cancelled');
			expect((await stack.sandbox.state(creator.username)).publishes).toEqual([]);
		},
	);

	it.concurrent('rival 8: errors at the start are swallowed and posts lost', async () => {
		const creator = await stack.newCreator();
		const { store, accounts: tiktok, media, log } = stack.services;
		const away = new Problem('temporal_unavailable', 'Temporal is away.');
		const user = await naiveUser();
		const naive = await naiveClient(stack.tiktok, user);
		const queue = { isAway: true, publish: () => naive.publish(bytes) };
		const enqueue = () => (queue.isAway ? Promise.reject(away) : queue.publish());
		expect(await acceptNaively(enqueue)).toBe('accepted');
		queue.isAway = false;
		// The next request is posted; nothing is left that would ever start the first.
		expect(await acceptNaively(enqueue)).toBe('accepted');
		expect((await stack.sandbox.state(user)).posts).toHaveLength(1);

		const startRepost = () => Promise.reject(away);
		const engine = { ...stack.engine, startRepost };
		const desk = createDesk({ store, engine, tiktok, media, log });
		const asked = { account: creator.account, video: small.id, ...direct, ownContent: true };
		const { repost: lost } = await desk.request(repostRequest.parse(asked), 'a test');
		await expect(stack.workflow(lost.id).describe()).rejects.toThrow(/not found/i);
		await stack.deskWith({ startGraceMs: 0 }).sweep();
		await stack.until(lost.id, 'published');
		await hasOnePost(creator);
	});
});

function naiveUser(): Promise<string> {
	return stack.newCreator().then(({ username }) => username);
}

function posted(
	{ account }: Creator,
	more: { video?: string; privacy?: 'PUBLIC_TO_EVERYONE' } = {},
): Promise<Repost> {
	return stack.request({ account, video: small.id, ...direct, ...more });
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
