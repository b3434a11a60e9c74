import { createHmac } from 'node:crypto';

import { openIdOf } from './ids';
import type { World } from './world';

const keepTryingMs = 72 * 3600_000;

/** Queues an event for the app's webhook URL; nothing happens without one. `content` is sent as a string, as TikTok does. */
export function announce(
	world: World,
	to: { clientKey: string; user: string },
	event: string,
	content: object,
): void {
	const { url, copies } = world.state.webhook;
	if (url === null) return;
	const body = JSON.stringify({
		client_key: to.clientKey,
		event,
		create_time: Math.floor(world.now() / 1000),
		user_openid: openIdOf(to.clientKey, to.user),
		content: JSON.stringify(content),
	});
	for (let copy = 0; copy < copies; copy++) {
		world.state.deliveries.push({
			event,
			body,
			clientKey: to.clientKey,
			createdAt: world.now(),
			attempts: 0,
			nextAttemptAt: world.now(),
			state: 'waiting',
			lastAnswer: null,
		});
	}
	world.save();
	world.later(0, () => void deliverWebhooks(world));
}

/** Sends what is due, in order; an answer other than 200 is tried again with growing gaps for 72 hours. */
export async function deliverWebhooks(world: World): Promise<void> {
	for (const delivery of world.state.deliveries) {
		const { url } = world.state.webhook;
		if (delivery.state !== 'waiting' || url === null) continue;
		if (delivery.nextAttemptAt > world.now()) continue;
		delivery.attempts += 1;
		const gapMs = Math.min(1000 * 2 ** (delivery.attempts - 1), 3600_000);
		delivery.nextAttemptAt = world.now() + gapMs;
		delivery.lastAnswer = await post(world, url, delivery);
		if (delivery.lastAnswer === '200') delivery.state = 'delivered';
		else if (world.now() - delivery.createdAt > keepTryingMs) delivery.state = 'dropped';
		else world.later(gapMs, () => void deliverWebhooks(world));
		if (world.closing.aborted) return;
		world.save();
	}
}

async function post(
	world: World,
	url: string,
	delivery: { body: string; clientKey: string; createdAt: number },
): Promise<string> {
	const app = world.state.apps.find(({ clientKey }) => clientKey === delivery.clientKey);
	// The first attempt's time: TikTok does not say whether a retry carries a new one.
	const t = Math.floor(delivery.createdAt / 1000);
	const s = createHmac('sha256', app?.clientSecret ?? '')
		.update(`${t}.${delivery.body}`)
		.digest('hex');
	try {
		const answer = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'tiktok-signature': `t=${t},s=${s}` },
			body: delivery.body,
			redirect: 'manual',
			signal: AbortSignal.any([world.closing, AbortSignal.timeout(10_000)]),
		});
		await answer.body?.cancel();
		return String(answer.status);
	} catch {
		return 'no answer';
	}
}
