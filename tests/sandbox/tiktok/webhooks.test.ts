import { createHmac } from 'node:crypto';
import { EventEmitter, on, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { z } from 'zod';

import { putWhole, randomVideo } from './putChunks';
import { control, stateOf } from './sandboxControl';
import { beginDirect, beginInbox, connect, withTikTok } from './withTikTok';

interface Delivery {
	body: string;
	signature: string;
}

/** A receiver that answers with each of `answers`, then 200; `next` waits for a delivery. */
async function withReceiver(
	answers: number[],
	use: (receiver: { url: string; next: () => Promise<Delivery> }) => Promise<void>,
): Promise<void> {
	const arrivals = new EventEmitter();
	const queue = on(arrivals, 'delivery');
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			response.writeHead(answers.shift() ?? 200).end();
			arrivals.emit('delivery', {
				body,
				signature: String(request.headers['tiktok-signature']),
			});
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const next = async () => {
		const arrived = await queue.next();
		return deliverySchema.parse(arrived.value)[0];
	};
	try {
		await use({ url: `http://127.0.0.1:${port}/webhooks/tiktok`, next });
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

const deliverySchema = z.tuple([z.object({ body: z.string(), signature: z.string() })]);
const eventSchema = z.object({
	client_key: z.string(),
	event: z.string(),
	create_time: z.number(),
	user_openid: z.string(),
	content: z.string(),
});

function eventOf({ body }: Delivery) {
	const event = eventSchema.parse(JSON.parse(body));
	const content: unknown = JSON.parse(event.content);
	return { ...event, content };
}

describe('webhooks', () => {
	it('are signed over the raw body, with the content as a string', () =>
		withReceiver([], async ({ url, next }) =>
			withTikTok({ processingMs: 0, webhookUrl: url }, async (tiktok) => {
				const { access_token: token, open_id } = await connect(tiktok);
				const { publishId, uploadUrl } = await beginInbox(tiktok, token, 1000);
				await putWhole(uploadUrl, randomVideo(1000));
				const delivery = await next();
				expect(eventOf(delivery)).toMatchObject({
					event: 'post.publish.inbox_delivered',
					client_key: tiktok.clientKey,
					user_openid: open_id,
					content: { publish_id: publishId, publish_type: 'INBOX_SHARE' },
				});
				const [, t, s] = /^t=(\d+),s=([0-9a-f]{64})$/.exec(delivery.signature) ?? [];
				const expected = createHmac('sha256', tiktok.clientSecret)
					.update(`${t ?? ''}.${delivery.body}`)
					.digest('hex');
				expect(s).toBe(expected);
			}),
		));

	it('tell a public post with its id as a string', () =>
		withReceiver([], async ({ url, next }) =>
			withTikTok({ processingMs: 0, webhookUrl: url }, async (tiktok) => {
				const { access_token: token } = await connect(tiktok);
				const { uploadUrl } = await beginDirect(tiktok, token, 1000);
				await putWhole(uploadUrl, randomVideo(1000));
				const events = [eventOf(await next()), eventOf(await next())];
				const [post] = (await stateOf(tiktok)).posts;
				expect(events).toMatchObject([
					{ event: 'post.publish.complete' },
					{
						event: 'post.publish.publicly_available',
						content: { post_id: post?.postId, publish_type: 'DIRECT_PUBLISH' },
					},
				]);
			}),
		));

	it('tell that the app was removed', () =>
		withReceiver([], async ({ url, next }) =>
			withTikTok({ webhookUrl: url }, async (tiktok) => {
				await connect(tiktok);
				await control(tiktok, 'revoke', { username: 'sandbox_creator' });
				expect(eventOf(await next())).toMatchObject({
					event: 'authorization.removed',
					content: { reason: 1 },
				});
			}),
		));

	it('come again after an answer other than 200, signed as at first', () =>
		withReceiver([500], async ({ url, next }) =>
			withTikTok({ webhookUrl: url }, async (tiktok) => {
				await connect(tiktok);
				await control(tiktok, 'revoke', { username: 'sandbox_creator' });
				const [first, second] = [await next(), await next()];
				expect(second).toEqual(first);
			}),
		));

	it('can come twice, and be of a kind that nobody knows', () =>
		withReceiver([], async ({ url, next }) =>
			withTikTok({}, async (tiktok) => {
				await control(tiktok, 'webhook', { url, copies: 2 });
				const event = { username: 'sandbox_creator', event: 'post.publish.sung' };
				await control(tiktok, 'webhooks/send', { ...event, content: { key: 'C' } });
				const [first, second] = [await next(), await next()];
				expect(second).toEqual(first);
				expect(eventOf(first)).toMatchObject({ event: 'post.publish.sung' });
			}),
		));
});
