import { api } from '../support/api';
import { repostAwaitingReview } from '../support/repostAt';
import { connectedWeb } from '../support/connectedWeb';
import type { WebUnderTest } from '../support/startWebUnderTest';
import { upload } from '../../services/store/samples';

let web: WebUnderTest;
const mine = { account: 'sandbox_creator', video: 'dQw4w9WgXcQ', ownContent: true };

beforeAll(async () => {
	web = await connectedWeb();
	const { body } = await api(web, 'POST', '/reposts', { ...mine, video: 'postedOnce1' });
	await web.store.reposts.finish(String(body.id), 1, 'delivered', {});
	await api(web, 'POST', '/reposts', { ...mine, video: 'postedOnce1', again: true });
	for (const video of ['listed12345', 'listed67890']) {
		await api(web, 'POST', '/reposts', { ...mine, video });
	}
});
afterAll(() => web.close());

describe('lists, one repost and what can be done to it', () => {
	test('lists are paged by cursor, newest first, and can be narrowed', async () => {
		const first = await api(web, 'GET', '/reposts?limit=2');
		const second = await api(
			web,
			'GET',
			`/reposts?limit=2&cursor=${String(first.body.nextCursor)}`,
		);
		const ids = [first, second].flatMap(({ body }) =>
			(body.items as { id: string }[]).map(({ id }) => id),
		);
		expect(new Set(ids).size).toBe(4);
		const delivered = await api(web, 'GET', '/reposts?state=delivered&account=sandbox_creator');
		expect(delivered.body.items).toEqual([expect.objectContaining({ video: 'postedOnce1' })]);
		const one = await api(web, 'GET', '/reposts?video=https://youtu.be/postedOnce1');
		expect(one.body.items).toHaveLength(2);
	});

	test('one repost comes with its timeline', async () => {
		const { body } = await api(web, 'POST', '/reposts', mine);
		const answer = await api(web, 'GET', `/reposts/${String(body.id)}`);
		expect(answer.status).toBe(200);
		expect((answer.body.timeline as unknown[]).length).toBeGreaterThan(0);
	});

	test('a repost and the list carry the numbers of the post, once there is one', async () => {
		const { body } = await api(web, 'POST', '/reposts', { ...mine, video: 'numbered123' });
		expect(body.numbers).toBeNull();
		const id = String(body.id);
		await web.store.reposts.finish(id, 1, 'delivered', { postId: '7678907398077074697' });
		await web.store.readbacks.tidy(1e9);
		const counts = { views: 5, likes: 4, comments: 3, shares: 2 };
		await web.store.readbacks.save([{ repostId: id, counts, source: null, nextInMs: null }]);
		const source = { views: null, likes: null, comments: null };
		const note = expect.stringContaining('90 days') as unknown;
		const numbers = { ...counts, source, readAt: expect.any(String) as unknown, note };
		expect((await api(web, 'GET', `/reposts/${id}`)).body.numbers).toEqual(numbers);
		const list = await api(web, 'GET', '/reposts?video=numbered123');
		expect(list.body.items).toEqual([expect.objectContaining({ numbers })]);
	});

	test('cancel is noted and the workflow told; a second Temporal outage does not undo it', async () => {
		const { body } = await api(web, 'POST', '/reposts', { ...mine, video: 'cancelMe123' });
		const id = String(body.id);
		web.engine.away = true;
		const answer = await api(web, 'POST', `/reposts/${id}/cancel`);
		web.engine.away = false;
		expect(answer.status).toBe(200);
		expect((await web.store.reposts.get(id))?.cancelRequestedAt).not.toBeNull();
		await web.desk.sweep();
		expect(web.engine.asked).toContain(`nudge ${id}/1`);
		const reminders = web.engine.asked.length;
		await web.desk.sweep();
		expect(web.engine.asked).toHaveLength(reminders);
	});

	test('cancel after the point of no return is refused with the reason', async () => {
		const { body } = await api(web, 'POST', '/reposts', { ...mine, video: 'tooLate1234' });
		const id = String(body.id);
		await web.store.uploads.replace(id, 0, upload());
		expect(await web.store.reposts.commit(id, 1, 'v_pub.1')).toBe(true);
		const answer = await api(web, 'POST', `/reposts/${id}/cancel`);
		expect(answer.status).toBe(409);
		expect(answer.body.code).toBe('posting_uncertain');
	});

	test('retry starts the next attempt of a failed repost, and only of such', async () => {
		const { body } = await api(web, 'POST', '/reposts', { ...mine, video: 'retryMe1234' });
		const id = String(body.id);
		const early = await api(web, 'POST', `/reposts/${id}/retry`);
		expect(early.body).toMatchObject({ status: 409, code: 'not_retryable' });
		const error = { code: 'youtube_failed', message: 'It failed.' };
		await web.store.reposts.finish(id, 1, 'failed', { error });
		const answer = await api(web, 'POST', `/reposts/${id}/retry`);
		expect(answer.body).toMatchObject({ state: 'resolving', attempt: 2, error: null });
		expect(web.engine.asked).toContain(`start ${id}/2`);
	});

	test('approve checks the bytes and TikTok’s word of now, then tells the workflow', async () => {
		const { id, sha256 } = await repostAwaitingReview(web, 'approveMe12');
		const path = `/reposts/${id}/approve`;
		const refused = async (approval: object) =>
			(await api(web, 'POST', path, approval)).body.code;
		expect(await refused({ sha256: '0'.repeat(64), privacy: 'SELF_ONLY' })).toBe(
			'preview_changed',
		);
		expect(await refused({ sha256 })).toBe('privacy_required');
		expect(await refused({ sha256, privacy: 'FOLLOWER_OF_CREATOR' })).toBe(
			'privacy_not_offered',
		);
		expect(await refused({ sha256, privacy: 'SELF_ONLY', brandContent: true })).toBe(
			'branded_not_private',
		);
		const answer = await api(web, 'POST', path, {
			sha256,
			privacy: 'PUBLIC_TO_EVERYONE',
			caption: 'My own words',
			allowComment: true,
		});
		expect(answer.body).toMatchObject({
			privacy: 'PUBLIC_TO_EVERYONE',
			caption: 'My own words',
		});
		const { approval } = (await web.store.reposts.get(id)) ?? {};
		expect(approval).toMatchObject({
			sha256,
			settings: { caption: 'My own words', allowComment: true, allowDuet: false },
		});
		expect(web.engine.asked).toContain(`nudge ${id}/1`);
	});

	test('approve without a caption keeps the one that was shown', async () => {
		const { id, sha256 } = await repostAwaitingReview(web, 'captionKept');
		await api(web, 'POST', `/reposts/${id}/approve`, { sha256, privacy: 'SELF_ONLY' });
		const { approval } = (await web.store.reposts.get(id)) ?? {};
		expect(approval?.settings.caption).toBe('A <b>bold</b> cat\n\nIt jumps. #cat');
	});

	test('what does not wait for a review cannot be approved', async () => {
		const { body } = await api(web, 'POST', '/reposts', mine);
		const approval = { sha256: '0'.repeat(64), privacy: 'SELF_ONLY' };
		const answer = await api(web, 'POST', `/reposts/${String(body.id)}/approve`, approval);
		expect(answer.body).toMatchObject({ status: 409, code: 'not_awaiting_review' });
	});
});
