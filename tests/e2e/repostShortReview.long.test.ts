import { recipes } from '../../sandbox/samples/recipes';
import type { Repost } from '../../services/store/reposts/reposts';
import { startStack, type Creator, type Stack } from '../support/stack';

jest.setTimeout(180_000);

const { id: video } = recipes.small;
const notOffered = 'privacy_not_offered';
const reconnect = 'reconnect_needed';

describe('a repost that asks first', () => {
	let stack: Stack;
	beforeAll(async () => {
		// Short enough to see it pass; approvals are taken afterwards too.
		stack = await startStack({ timing: { reviewMs: 2_000 } });
	});
	afterAll(() => stack.close());

	it('waits for a person, who must have seen these bytes and whose caption, privacy and disclosures win', async () => {
		const { repost, username } = await awaiting();
		expect(repost.nextStep).toMatch(/approve it, or cancel/);
		expect((await stack.sandbox.state(username)).publishes).toEqual([]);

		const approve = (sha256: string) => stack.desk.approve(repost.id, { sha256 });
		await expect(approve('0'.repeat(64))).rejects.toMatchObject({ code: 'preview_changed' });
		await expect(approve(sha256Of(repost))).rejects.toMatchObject({
			code: 'privacy_required',
		});
		expect((await stack.desk.get(repost.id)).repost.approval).toBeNull();

		await stack.desk.approve(repost.id, {
			...{
				sha256: sha256Of(repost),
				caption: 'As I want it',
				privacy: 'MUTUAL_FOLLOW_FRIENDS',
			},
			...{ allowDuet: true, brandContent: true },
		});
		const published = await stack.until(repost.id, 'published');
		const { posts, violations } = await stack.sandbox.state(username);
		expect(posts).toHaveLength(1);
		expect(posts[0]).toMatchObject({
			...{ caption: 'As I want it', privacy: 'MUTUAL_FOLLOW_FRIENDS' },
			...{ sha256: published.media?.sha256, mode: 'direct' },
			settings: { disable_duet: false, disable_comment: true, brand_content_toggle: true },
		});
		expect(published).toMatchObject({ nextStep: null, url: null, error: null });
		expect(violations).toEqual([]);
	});

	it('is cancelled from the review, and its file is gone', async () => {
		const { repost, username } = await awaiting();
		await stack.desk.cancel(repost.id);
		await stack.until(repost.id, 'cancelled');
		expect((await stack.sandbox.state(username)).publishes).toEqual([]);
		if (!repost.media) throw new Error('It was prepared.');
		await expect(stack.services.media.pathOf(repost.id, repost.media)).rejects.toMatchObject({
			code: 'media_missing',
		});
		await expect(
			stack.desk.approve(repost.id, { sha256: sha256Of(repost), privacy: 'SELF_ONLY' }),
		).rejects.toMatchObject({ code: 'not_awaiting_review' });
	});

	it('says so when nobody has reviewed it in time, and still takes the approval', async () => {
		const { repost, username } = await awaiting();
		const late = await stack.until(repost.id, 'needsAttention');
		expect(late.error?.code).toBe('review_expired');
		expect(late.nextStep).toBe('Nobody has reviewed this yet. Approve it, or cancel.');
		await stack.desk.approve(repost.id, { sha256: sha256Of(repost), privacy: 'SELF_ONLY' });
		expect(await stack.until(repost.id, 'published')).toMatchObject({ error: null });
		expect((await stack.sandbox.state(username)).posts).toHaveLength(1);
	});

	it('asks again when the approved privacy is no longer offered, and waits for a new connection when the grant is revoked', async () => {
		const [other, revoked] = await Promise.all([awaiting(), awaiting()]);
		const { id } = other.repost;
		const sha256 = sha256Of(other.repost);
		await whileWorkerRests(async () => {
			await stack.desk.approve(id, { sha256, privacy: 'PUBLIC_TO_EVERYONE' });
			const { username } = other;
			await stack.sandbox.control('users', { username, privateAccount: true });
			const approval = { sha256: sha256Of(revoked.repost), privacy: 'SELF_ONLY' } as const;
			await stack.desk.approve(revoked.repost.id, approval);
			await stack.sandbox.control('revoke', { username: revoked.username });
		});
		const stuck = await stack.until(id, ({ error }) => error?.code === notOffered);
		expect(stuck.state).toBe('needsAttention');
		expect(stuck.nextStep).toMatch(
			/does not offer PUBLIC_TO_EVERYONE to @.+: choose one of FOLLOWER_OF_CREATOR, /,
		);
		await stack.desk.approve(id, { sha256, privacy: 'FOLLOWER_OF_CREATOR' });

		const gone = await stack.until(revoked.repost.id, ({ error }) => error?.code === reconnect);
		expect(gone.state).toBe('needsAttention');
		expect(gone.nextStep).toMatch(/connect the account again/);
		expect(await stack.connect(revoked.username)).toBe(revoked.account);
		await stack.desk.wake(revoked.account);

		for (const [{ repost, username }, privacy] of [
			[other, 'FOLLOWER_OF_CREATOR'],
			[revoked, 'SELF_ONLY'],
		] as const) {
			await stack.until(repost.id, 'published');
			const { posts, violations } = await stack.sandbox.state(username);
			expect(posts).toEqual([expect.objectContaining({ privacy })]);
			expect(violations).toEqual([]);
		}
	});

	/** So that nothing happens between two of a test's steps. */
	async function whileWorkerRests(act: () => Promise<void>): Promise<void> {
		await stack.stopWorker();
		await act();
		await stack.startWorker();
	}

	async function awaiting(
		traits?: Record<string, unknown>,
	): Promise<Creator & { repost: Repost }> {
		const creator = await stack.newCreator(traits);
		const { id } = await stack.request({ account: creator.account, video, posting: 'review' });
		return { ...creator, repost: await stack.until(id, 'awaitingReview') };
	}
});

function sha256Of({ media }: Repost): string {
	if (!media) throw new Error('It was prepared.');
	return media.sha256;
}
