import { Hono } from 'hono';
import { Problem } from '../../lib/errors';
import { callbackPrefix } from '../../lib/webSub/callback';
import type { WebDeps, WebEnv } from '../webDeps';

/**
 * Where YouTube's WebSub hub asks whether a subscription was meant (GET) and tells of new videos (POST). The address
 * holds a token of the channel's subscription.
 */
export function youTubeWebSub({ webSub }: Pick<WebDeps, 'webSub'>): Hono<WebEnv> {
	const routes = new Hono<WebEnv>();
	const path = `${callbackPrefix}:token` as const;

	routes.get(path, async (c) => {
		const answer = await webSub.verify(c.req.param('token'), {
			mode: c.req.query('hub.mode'),
			topic: c.req.query('hub.topic'),
			challenge: c.req.query('hub.challenge'),
			leaseSeconds: c.req.query('hub.lease_seconds'),
			reason: c.req.query('hub.reason'),
		});
		if (answer === null) {
			throw new Problem('not_found', 'Nobody here has asked the hub for this.');
		}
		return c.text(answer);
	});

	routes.post(path, async (c) => {
		const isWanted = await webSub.push(c.req.param('token'), {
			signature: c.req.header('x-hub-signature'),
			body: new Uint8Array(await c.req.arrayBuffer()),
		});
		// 410: the hub may forget the subscription (WebSub §7).
		return c.body(null, isWanted ? 204 : 410);
	});

	return routes;
}
