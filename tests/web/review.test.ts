import { api } from './support/api';
import { openBrowser, type Browser } from './support/browser';
import { repostAwaitingReview } from './support/repostAt';
import { operatorToken, startWebUnderTest, type WebUnderTest } from './support/startWebUnderTest';
import { connect } from './support/walkConnect';

let web: WebUnderTest;
let browser: Browser;
let waiting: Awaited<ReturnType<typeof repostAwaitingReview>>;

beforeAll(async () => {
	web = await startWebUnderTest();
	browser = openBrowser(web.origin);
	await browser.post('/sign-in', { token: operatorToken });
	await connect(browser);
	waiting = await repostAwaitingReview(web, 'reviewMe123');
});
afterAll(() => web.close());

async function fault(kind: object): Promise<void> {
	const answer = await fetch(`${web.standIn.origin}/sandbox/faults`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ endpoint: 'creator_info', times: 1, ...kind }),
	});
	expect(answer.status).toBeLessThan(300);
}

async function user(settings: object): Promise<void> {
	await fetch(`${web.standIn.origin}/sandbox/users`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ username: 'sandbox_creator', ...settings }),
	});
}

const page = async () => (await browser.go(`/reposts/${waiting.id}/review`)).text();
const approve = (form: Record<string, string>) =>
	browser.post(`/reposts/${waiting.id}/review`, { sha256: waiting.sha256, ...form });

describe('the review page follows TikTok’s posting rules', () => {
	test('nothing is chosen for the person, and what was sent by others is shown as text', async () => {
		const html = await page();
		expect(html).toMatch(/Posting to <strong>/);
		expect(html).toContain('@sandbox_creator');
		expect(html).toContain('A &lt;b&gt;bold&lt;/b&gt; cat');
		expect(html).not.toContain('<b>bold</b>');
		const select = /<select name="privacy"[\s\S]*?<\/select>/.exec(html)?.[0] ?? '';
		expect(select).toMatch(/^<select name="privacy" required[^>]*><option value="">/);
		expect(select).not.toContain('selected');
		expect(select).toContain('PUBLIC_TO_EVERYONE');
		expect(select).not.toContain('FOLLOWER_OF_CREATOR');
		const boxes = html.match(/<input type="checkbox"[^>]*>/g) ?? [];
		expect(boxes.length).toBeGreaterThanOrEqual(6);
		for (const box of boxes) expect(box).not.toContain('checked');
	});

	test('it has TikTok’s own words', async () => {
		const html = (await page())
			.replaceAll(/<[^>]+>/g, '')
			.replaceAll(/\s+/g, ' ')
			.replaceAll('&#39;', "'");
		for (const words of [
			"By posting, you agree to TikTok's Music Usage Confirmation.",
			"By posting, you agree to TikTok's Branded Content Policy and Music Usage Confirmation.",
			"Your photo/video will be labeled as 'Promotional content'",
			"Your photo/video will be labeled as 'Paid partnership'",
			'You need to indicate if your content promotes yourself, a third party, or both.',
			'Branded content visibility cannot be set to private.',
			'it may take a few minutes',
		]) {
			expect(html).toContain(words);
		}
	});

	test('creator_info is asked anew at every render', async () => {
		const count = async () => {
			const state = await (await fetch(`${web.standIn.origin}/sandbox/state`)).json();
			const { calls } = state as { calls: { endpoint: string }[] };
			return calls.filter(({ endpoint }) => endpoint.includes('creator_info')).length;
		};
		const before = await count();
		await page();
		await page();
		expect(await count()).toBe(before + 2);
	});

	test('what the creator turned off at TikTok is greyed out', async () => {
		await user({ commentDisabled: true });
		expect(await page()).toMatch(/name="allowComment"[^>]*disabled/);
		await user({ commentDisabled: false });
	});

	test('when the creator cannot post now there is no form, only the reason', async () => {
		await fault({ kind: 'status', httpStatus: 200, code: 'spam_risk_too_many_posts' });
		const html = await page();
		expect(html).toContain('cannot be posted now');
		expect(html).not.toContain('Approve and post');
	});

	test('a video longer than TikTok allows this creator is stopped here', async () => {
		await user({ maxVideoPostDurationSec: 10 });
		const html = await page();
		expect(html).toContain('12 s long');
		expect(html).not.toContain('Approve and post');
		const { body } = await api(web, 'POST', `/reposts/${waiting.id}/approve`, {
			sha256: waiting.sha256,
			privacy: 'SELF_ONLY',
		});
		expect(body.code).toBe('media_too_long');
		await user({ maxVideoPostDurationSec: 600 });
	});

	test('the preview is the very file, in the parts that a player asks for', async () => {
		const path = `/reposts/${waiting.id}/media`;
		const whole = await browser.go(path);
		expect(whole.headers.get('content-type')).toBe('video/mp4');
		expect(Buffer.from(await whole.arrayBuffer()).equals(waiting.bytes)).toBe(true);
		const part = await browser.go(path, { headers: { Range: 'bytes=100-199' } });
		expect(part.status).toBe(206);
		expect(part.headers.get('content-range')).toBe('bytes 100-199/100000');
		const bytes = Buffer.from(await part.arrayBuffer());
		expect(bytes.equals(waiting.bytes.subarray(100, 200))).toBe(true);
		const beyond = await browser.go(path, { headers: { Range: 'bytes=100000-' } });
		expect(beyond.status).toBe(416);
		const changed = await browser.go(path, {
			headers: { Range: 'bytes=0-1', 'If-Range': '"another"' },
		});
		expect(changed.status).toBe(200);
	});

	test.each<[string, Record<string, string>, number, string]>([
		['no privacy', { caption: 'mine' }, 400, 'privacy level'],
		['a privacy not offered', { privacy: 'FOLLOWER_OF_CREATOR' }, 409, 'does not offer'],
		[
			'disclosure without saying which',
			{ privacy: 'SELF_ONLY', disclose: 'on' },
			400,
			'You need to indicate',
		],
		[
			'branded and private',
			{ privacy: 'SELF_ONLY', disclose: 'on', brandContent: 'on' },
			400,
			'Branded content visibility cannot be set to private',
		],
		[
			'other bytes',
			{ sha256: 'f'.repeat(64), privacy: 'SELF_ONLY' },
			409,
			'look at the preview',
		],
		['a caption too long', { privacy: 'SELF_ONLY', caption: 'x'.repeat(2201) }, 400, '2200'],
	])('%s is refused on the page, which keeps what was typed', async (_, form, status, words) => {
		const answer = await approve({ caption: 'Typed by hand', allowDuet: 'on', ...form });
		expect(answer.status).toBe(status);
		const html = await answer.text();
		expect(html).toContain(words);
		expect(html).toContain(form.caption ?? 'Typed by hand');
		expect(html).toMatch(/name="allowDuet"[^>]*checked/);
		expect((await web.store.reposts.get(waiting.id))?.approval).toBeNull();
	});

	test('approving notes exactly what was chosen and goes to the repost', async () => {
		const answer = await approve({
			caption: 'Line one\r\nline two 🐈',
			privacy: 'PUBLIC_TO_EVERYONE',
			allowComment: 'on',
			disclose: 'on',
			brandOrganic: 'on',
		});
		expect(answer.status).toBe(303);
		expect(answer.headers.get('location')).toBe(`/reposts/${waiting.id}`);
		const { approval } = (await web.store.reposts.get(waiting.id)) ?? {};
		expect(approval?.sha256).toBe(waiting.sha256);
		expect(approval?.settings).toMatchObject({
			caption: 'Line one\nline two 🐈',
			privacy: 'PUBLIC_TO_EVERYONE',
			allowComment: true,
			allowDuet: false,
			allowStitch: false,
			brandOrganic: true,
			brandContent: false,
		});
		expect(web.engine.asked).toContain(`nudge ${waiting.id}/1`);
	});

	test('brands that were ticked and then switched off do not count', async () => {
		const other = await repostAwaitingReview(web, 'brandsOff12');
		await browser.post(`/reposts/${other.id}/review`, {
			sha256: other.sha256,
			privacy: 'SELF_ONLY',
			brandContent: 'on',
		});
		const { approval } = (await web.store.reposts.get(other.id)) ?? {};
		expect(approval?.settings).toMatchObject({ brandContent: false, caption: '' });
	});
});
