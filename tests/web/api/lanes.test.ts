import { laneView } from '../../../lib/posting/lane/laneView';
import { api } from '../support/api';
import { openBrowser } from '../support/browser';
import { operatorToken, startWebUnderTest, type WebUnderTest } from '../support/startWebUnderTest';
import { connect } from '../support/walkConnect';

let web: WebUnderTest;
let accountId: string;
const path = '/accounts/sandbox_creator/lane';
const mine = { account: 'sandbox_creator', ownContent: true };

beforeAll(async () => {
	web = await startWebUnderTest();
	const browser = openBrowser(web.origin, { Authorization: `Bearer ${operatorToken}` });
	await connect(browser);
	accountId = (await web.store.accounts.find('sandbox_creator')).id;
});
afterAll(() => web.close());

async function waiting(video: string, more: Record<string, unknown> = {}): Promise<string> {
	const { body } = await api(web, 'POST', '/reposts', { ...mine, ...more, video });
	const id = String(body['id']);
	await web.store.lanes.ask(id, 1, 'work', false);
	return id;
}

describe('the lane', () => {
	test('shows who is on the way, who waits, and why', async () => {
		await api(web, 'PATCH', path, { atOnce: 1 });
		const first = await waiting('laneFirst01');
		const second = await waiting('laneSecond1');
		const { body } = await api(web, 'GET', path);
		const lane = laneView.parse(body);
		expect(lane.onTheWay.map(({ id }) => id)).toEqual([first]);
		expect(lane.waiting).toMatchObject({ total: 1, items: [{ id: second, why: 'full' }] });
		const { body: repost } = await api(web, 'GET', `/reposts/${second}`);
		expect(repost).toMatchObject({
			state: 'queued',
			nextStep: lane.waiting.items[0]?.reason,
		});
	});

	test('what is left out of a change stays, and whoever waits is told', async () => {
		web.engine.asked.length = 0;
		await api(web, 'PATCH', path, {
			timeZone: 'Europe/Berlin',
			postingTimes: ['18:00', '09:00'],
		});
		const { body } = await api(web, 'PATCH', path, { dailyCap: 2 });
		expect(body['settings']).toEqual({
			...{ timeZone: 'Europe/Berlin', postingTimes: ['09:00', '18:00'], dailyCap: 2 },
			...{ spacingMinutes: 0, quietHours: null, atOnce: 1 },
		});
		expect(web.engine.asked).toContain(`wake lane ${accountId}`);
	});

	test.each([
		[{ timeZone: 'Berlin' }, /IANA|Europe\/Berlin/],
		[{ postingTimes: ['9:00'] }, /09:30/],
		[{ quietHours: { from: '22:00', until: '22:00' } }, /another time/],
		[{ dailyCap: 0 }, /at least 1/],
		[{ hours: 3 }, /`hours` is not known/],
		[{ quietHours: { from: '08:00', until: '19:00' } }, /nothing would ever be posted/],
	])('%j is refused in words', async (changes, words) => {
		const { status, body } = await api(web, 'PATCH', path, changes);
		expect(status).toBe(400);
		expect(body['detail']).toMatch(words);
	});

	test('is paused with a note and resumed', async () => {
		const paused = await api(web, 'POST', `${path}/pause`, { note: 'On holiday' });
		expect(paused.body).toMatchObject({ paused: { note: 'On holiday' } });
		const lane = laneView.parse(paused.body);
		expect(lane.waiting.items[0]?.reason).toMatch(/On holiday/);
		const { body } = await api(web, 'POST', `${path}/resume`);
		expect(body['paused']).toBeNull();
	});

	test('whoever may go on is counted before the lane has looked', async () => {
		await api(web, 'PATCH', path, { atOnce: 5, postingTimes: [], dailyCap: null });
		await api(web, 'POST', `${path}/pause`);
		const id = await waiting('laneResumed');
		const { body } = await api(web, 'POST', `${path}/resume`);
		const { items, total } = laneView.parse(body).waiting;
		expect(total).toBe(items.length);
		expect(items.find((item) => item.id === id)).toMatchObject({ why: 'turn' });
		await web.store.reposts.finish(id, 1, 'cancelled', {});
		await api(web, 'PATCH', path, { atOnce: 1 });
	});

	test('resuming forgets what TikTok closed for the account, not what it closed for the app', async () => {
		const closure = { of: 'direct', sentence: 'No.', repostId: 'x', forMs: 60_000 } as const;
		await web.store.lanes.close(accountId, { ...closure, code: 'tiktok_too_many_posts' });
		await web.store.lanes.close(null, { ...closure, code: 'tiktok_active_user_cap' });
		const before = laneView.parse((await api(web, 'GET', path)).body);
		expect(before.closures).toHaveLength(2);
		const after = laneView.parse((await api(web, 'POST', `${path}/resume`)).body);
		expect(after.closures).toMatchObject([{ code: 'tiktok_active_user_cap', isOfApp: true }]);
	});

	test('has a page with its schedule, where a mistake is told and a change is kept', async () => {
		const browser = openBrowser(web.origin, { Authorization: `Bearer ${operatorToken}` });
		const page = `/accounts/${accountId}/lane`;
		const shown = await (await browser.go(page)).text();
		expect(shown).toContain('Lane of sandbox_creator');
		expect(shown).toContain('laneSecond1');
		const wrong = await browser.post(page, { timeZone: 'Mars/Base', spacingMinutes: '10' });
		expect(wrong.status).toBe(400);
		const text = await wrong.text();
		expect(text).toContain('Europe/Berlin, or UTC');
		expect(text).toContain('value="Mars/Base"');
		const right = { timeZone: 'UTC', spacingMinutes: '10', quietHours: '22:00 - 07:00' };
		expect((await browser.post(page, right)).status).toBe(303);
		const { settings } = laneView.parse((await api(web, 'GET', path)).body);
		expect(settings).toMatchObject({
			...{ spacingMinutes: 10, postingTimes: [], dailyCap: null },
			quietHours: { from: '22:00', until: '07:00' },
		});
	});

	test('its page does not look as if all were well after something that nobody foresaw', async () => {
		const browser = openBrowser(web.origin, { Authorization: `Bearer ${operatorToken}` });
		const wakeLane = web.engine.wakeLane.bind(web.engine);
		web.engine.wakeLane = () => Promise.reject(new Error('Unforeseen.'));
		try {
			const answer = await browser.post(`/accounts/${accountId}/lane/resume`, {});
			expect(answer.status).toBe(500);
			expect(await answer.text()).toContain('Something went wrong inside 14ms');
		} finally {
			web.engine.wakeLane = wakeLane;
		}
	});
});

describe('edits', () => {
	test('the answer tells why it waits now, before the lane has looked', async () => {
		const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
		const id = await waiting('laneEdited0', { notBefore: inAnHour });
		const inTwo = new Date(Date.now() + 7_200_000).toISOString();
		const later = await api(web, 'PATCH', `/reposts/${id}`, { notBefore: inTwo });
		expect(later.body['nextStep']).toMatch(`It starts at ${inTwo.slice(0, 10)}`);
		expect(later.body['nextStep']).toContain(inTwo.slice(11, 16));
		const { body } = await api(web, 'PATCH', `/reposts/${id}`, { notBefore: null });
		expect(body['nextStep']).not.toMatch(/It starts at/);
		expect(body['nextStep']).toMatch(/[Ii]ts turn/);
		await web.store.reposts.finish(id, 1, 'cancelled', {});
	});

	test('caption, time and priority can be changed until TikTok is told', async () => {
		const id = await waiting('laneEdited1');
		const notBefore = new Date(Date.now() + 3_600_000).toISOString();
		web.engine.asked.length = 0;
		const changes = { caption: 'Other words', notBefore, priority: 9 };
		const { status, body } = await api(web, 'PATCH', `/reposts/${id}`, changes);
		expect(status).toBe(200);
		expect(body).toMatchObject(changes);
		expect(web.engine.asked).toContain(`nudge ${id}/1`);
		const cleared = await api(web, 'PATCH', `/reposts/${id}`, { notBefore: null });
		expect(cleared.body).toMatchObject({ caption: 'Other words', notBefore: null });
		await web.store.reposts.finish(id, 1, 'cancelled', {});
		const late = await api(web, 'PATCH', `/reposts/${id}`, { priority: 1 });
		expect(late).toMatchObject({ status: 409, body: { code: 'not_editable' } });
	});

	test.each([
		[{}],
		[{ notBefore: '2999-01-01T00:00:00Z' }],
		[{ priority: 12 }],
		[{ video: 'x' }],
	])('%j is refused', async (changes) => {
		const id = await waiting('laneEdited2');
		const { status } = await api(web, 'PATCH', `/reposts/${id}`, changes);
		expect(status).toBe(400);
	});
});
