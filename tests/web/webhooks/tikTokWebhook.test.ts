import { createHmac } from 'node:crypto';
import { isSignedByTikTok } from '../../../web/webhooks/isSignedByTikTok';
import { control, stateOf } from '../../sandbox/tiktok/sandboxControl';
import { until } from '../../support/until';
import { openBrowser } from '../support/browser';
import { repostAwaitingReview } from '../support/repostAt';
import { operatorToken, startWebUnderTest, type WebUnderTest } from '../support/startWebUnderTest';
import { connect } from '../support/walkConnect';

let web: WebUnderTest;
let repostId: string;
const publishId = 'v_pub_file~v2-1.7678907398077074696';

beforeAll(async () => {
	web = await startWebUnderTest();
	await reconnect();
	({ id: repostId } = await repostAwaitingReview(web, 'webhookVid1'));
	await web.store.uploads.replace(repostId, 0, {
		...{ attempt: 1, publishId, uploadUrl: 'http://127.0.0.1:1/upload' },
		...{ urlExpiresAt: new Date(Date.now() + 3_600_000), sizeBytes: 100_000 },
		...{ chunkSizeBytes: 100_000, chunkCount: 1, sha256: '0'.repeat(64) },
	});
	await control(web.standIn, 'webhook', { url: `${web.origin}/api/tiktok/webhook`, copies: 3 });
});
beforeEach(() => {
	web.engine.asked.length = 0;
	web.lines.length = 0;
});
afterAll(() => web.close());

const said = () => web.engine.asked.filter((what) => what === `tiktokSaid ${repostId}/1`);
const secret = () => web.standIn.clientSecret;
const bodyOf = (event: string, content: object) =>
	JSON.stringify({ client_key: 'ck', event, user_openid: 'u', content: JSON.stringify(content) });

function post(body: string, options: { key?: string; ageSec?: number; header?: string } = {}) {
	const t = Math.floor(Date.now() / 1000) - (options.ageSec ?? 0);
	const s = createHmac('sha256', options.key ?? secret())
		.update(`${t}.${body}`)
		.digest('hex');
	return fetch(`${web.origin}/api/tiktok/webhook`, {
		method: 'POST',
		headers: { 'TikTok-Signature': options.header ?? `t=${t},s=${s}` },
		body,
	});
}

async function reconnect(): Promise<void> {
	await connect(openBrowser(web.origin, { Authorization: `Bearer ${operatorToken}` }));
}
async function account() {
	const [first] = await web.store.accounts.list();
	if (!first) throw new Error('An account is connected.');
	return first;
}

test('TikTok’s own signed event wakes the repost of its upload, once however often it comes', async () => {
	await control(web.standIn, 'webhooks/send', {
		...{ username: 'sandbox_creator', event: 'post.publish.complete' },
		content: { publish_id: publishId, publish_type: 'DIRECT_PUBLISH' },
	});
	await until('three deliveries', async () => {
		const { webhooks } = await stateOf(web.standIn);
		return webhooks.filter(({ state }) => state === 'delivered').length === 3;
	});
	await until('the signal', () => said().length > 0);
	expect(said()).toHaveLength(1);
	expect((await web.store.reposts.get(repostId))?.state).toBe('awaitingReview');
});

test('what is not signed with the client secret is refused', async () => {
	const body = bodyOf('post.publish.complete', { publish_id: publishId });
	const answers = await Promise.all([
		post(body, { key: 'another secret' }),
		post(body, { header: '' }),
		post(body, { header: `t=1,s=${'0'.repeat(64)}` }),
		fetch(`${web.origin}/api/tiktok/webhook`, { method: 'POST', body }),
	]);
	expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
	expect(said()).toEqual([]);
});

test('a signature of more than five minutes ago is refused', async () => {
	const body = bodyOf('post.publish.complete', { publish_id: publishId });
	expect((await post(body, { ageSec: 310 })).status).toBe(403);
	expect((await post(body, { ageSec: 290 })).status).toBe(200);
	await until('the signal', () => said().length === 1);
});

test('unknown events, unknown uploads and old ones out of order are taken and change nothing', async () => {
	for (const [event, content] of [
		['something.new', {}],
		['video.publish.completed', { share_id: '1' }],
		['post.publish.failed', { publish_id: 'v_pub_file~v2-1.other', reason: 'internal' }],
		['authorization.removed', { reason: 1 }],
	] as const) {
		expect((await post(bodyOf(event, content))).status).toBe(200);
	}
	expect((await post('no JSON')).status).toBe(200);
	await until('the notes', () => web.lines.length >= 5);
	expect(web.engine.asked).toEqual([]);
	expect((await account()).status).toBe('connected');
});

test('a repost that is over is left alone, but for one that waits for its link', async () => {
	const { id } = await repostAwaitingReview(web, 'webhookVid2');
	await web.store.uploads.replace(id, 0, {
		...{ attempt: 1, publishId: 'v_pub.over', uploadUrl: 'http://127.0.0.1:1/upload' },
		...{ urlExpiresAt: new Date(), sizeBytes: 1, chunkSizeBytes: 1, chunkCount: 1 },
		sha256: '0'.repeat(64),
	});
	const event = bodyOf('post.publish.publicly_available', { publish_id: 'v_pub.over' });
	await web.store.reposts.finish(id, 1, 'published', {});
	await post(event);
	await until('the link is looked for', () => web.engine.asked.includes(`tiktokSaid ${id}/1`));
	web.engine.asked.length = 0;
	await web.store.reposts.savePostId(id, '7678907398077074696', null);
	await post(bodyOf('post.publish.complete', { publish_id: 'v_pub.over' }));
	await post(bodyOf('post.publish.complete', { publish_id: publishId }));
	await until('the other one is told', () => said().length === 1);
	expect(web.engine.asked).toEqual([`tiktokSaid ${repostId}/1`]);
});

test('a permission that was taken away is found out by asking, and the account waits for a reconnect', async () => {
	await control(web.standIn, 'revoke', { username: 'sandbox_creator' });
	await until('the account waits', async () => (await account()).status === 'reconnect');
	expect(web.lines.join('\n')).not.toMatch(/led to nothing/);
});

test('the same event, days later and after a reconnect, only makes 14ms look', async () => {
	await reconnect();
	const { calls } = await stateOf(web.standIn);
	await control(web.standIn, 'webhooks/send', {
		...{ username: 'sandbox_creator', event: 'authorization.removed', content: { reason: 1 } },
	});
	await until('the look', async () => (await stateOf(web.standIn)).calls.length > calls.length);
	expect((await account()).status).toBe('connected');
});

test('the signature is an HMAC over time and raw body, as in the published description', () => {
	const body = Buffer.from(
		'{"client_key":"ck","event":"authorization.removed","create_time":1615338610,"user_openid":"u","content":"{\\"reason\\": 1 }"}',
	);
	const header = `t=1633174587,s=d84f800d1a2a95aa731dd43349f9d56b3ccef4d0eeb23b7d3697b4a7030c3f87`;
	expect(isSignedByTikTok(header, body, 'test_client_secret')).toBe(true);
	expect(isSignedByTikTok(header, Buffer.concat([body, Buffer.from(' ')]), 'x')).toBe(false);
	expect(isSignedByTikTok(header.replace('87,', '88,'), body, 'test_client_secret')).toBe(false);
});

test('no signature and no secret gets into the log', () => {
	expect(web.lines.join('\n')).not.toContain(secret());
});
