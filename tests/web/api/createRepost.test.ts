import { repostView } from '../../../lib/posting/view';
import { api } from '../support/api';
import { connectedWeb } from '../support/connectedWeb';
import type { WebUnderTest } from '../support/startWebUnderTest';

let web: WebUnderTest;
const mine = { account: 'sandbox_creator', video: 'dQw4w9WgXcQ', ownContent: true };

beforeAll(async () => {
	web = await connectedWeb({ user: 'second_creator', scopes: 'user.info.basic,video.upload' });
});
afterAll(() => web.close());

describe('POST /api/v1/reposts', () => {
	test('stores the repost, starts it once and answers the same one ever after', async () => {
		const first = await api(web, 'POST', '/reposts', mine);
		expect(first.status).toBe(201);
		expect(repostView.parse(first.body)).toMatchObject({
			state: 'resolving',
			account: 'sandbox_creator',
			video: 'dQw4w9WgXcQ',
			posting: 'inbox',
			publishId: null,
			error: null,
		});
		expect(first.body).toMatchObject({ created: true, notice: null });
		const id = String(first.body.id);
		const url = 'https://www.youtube.com/shorts/dQw4w9WgXcQ?feature=share';
		const second = await api(web, 'POST', '/reposts', { ...mine, video: url });
		expect(second.status).toBe(200);
		expect(second.body).toMatchObject({ id, created: false, notice: null });
		expect(web.engine.asked.filter((what) => what === `start ${id}/1`)).toHaveLength(1);
	});

	test('tells when the settings differ from the earlier ones, and leaves those', async () => {
		const answer = await api(web, 'POST', '/reposts', { ...mine, caption: 'Another one' });
		expect(answer.status).toBe(200);
		expect(answer.body.notice).toMatch(/settings differ from those given now/);
		expect(answer.body.caption).toBeNull();
	});

	test('tells that the earlier one is being cancelled, whether or not it is asked for again', async () => {
		const asked = { ...mine, video: 'cancelledNo' };
		const { id } = (await api(web, 'POST', '/reposts', asked)).body;
		await api(web, 'POST', `/reposts/${String(id)}/cancel`);
		for (const again of [false, true]) {
			const { status, body } = await api(web, 'POST', '/reposts', { ...asked, again });
			expect({ status, created: body.created }).toEqual({ status: 200, created: false });
			expect(body.notice).toMatch(/is being cancelled: once it is, retry/);
		}
	});

	test('twenty at once make one repost and start one workflow', async () => {
		const asked = { ...mine, video: 'twentyOnce1' };
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => api(web, 'POST', '/reposts', asked)),
		);
		expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
		expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
	});

	test('keeps the repost while Temporal is away, says so, and starts it when asked once more', async () => {
		web.engine.away = true;
		const answer = await api(web, 'POST', '/reposts', { ...mine, video: 'temporalOff' });
		web.engine.away = false;
		expect(answer.status).toBe(201);
		expect(answer.body.notice).toMatch(/Temporal does not answer/);
		const id = String(answer.body.id);
		expect(web.engine.asked).not.toContain(`start ${id}/1`);
		const again = await api(web, 'POST', '/reposts', { ...mine, video: 'temporalOff' });
		expect(again.status).toBe(200);
		expect(web.engine.asked).toContain(`start ${id}/1`);
	});

	test('a posted Short is not posted again without `again`', async () => {
		const asked = { ...mine, video: 'postedOnce1' };
		const { body } = await api(web, 'POST', '/reposts', asked);
		await web.store.reposts.finish(String(body.id), 1, 'delivered', {});
		const second = await api(web, 'POST', '/reposts', asked);
		expect(second.body).toMatchObject({ id: body.id, created: false, state: 'delivered' });
		expect(second.body.notice).toMatch(/again: true/);
		const third = await api(web, 'POST', '/reposts', { ...asked, again: true });
		expect(third.status).toBe(201);
		expect(third.body.id).not.toBe(body.id);
	});

	test('the account may be named by id, @username or display name', async () => {
		const [account] = await web.store.accounts.list();
		for (const name of [account?.id, `@${account?.username ?? ''}`, account?.displayName]) {
			const answer = await api(web, 'POST', '/reposts', { ...mine, account: name });
			expect(answer.status).toBeLessThan(300);
		}
	});

	test('the inbox is enough for an inbox repost', async () => {
		const [second] = (await web.store.accounts.list()).filter(
			({ username }) => username !== 'sandbox_creator',
		);
		const answer = await api(web, 'POST', '/reposts', { ...mine, account: second?.id });
		expect(answer.status).toBe(201);
	});
});
