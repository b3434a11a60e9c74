import type { MiddlewareHandler } from 'hono';
import { isIP } from 'node:net';
import { Problem } from '../../lib/errors';
import { isCallbackPath } from '../../lib/webSub/callback';
import { oauthRoutePaths } from '../oauth/createProvider';
import { tikTokWebhookPath } from '../webhooks/tikTokWebhook';
import type { Settings } from '../../services/settings';

/**
 * Refuses names that are not ours, so that no foreign site can be pointed at this machine (DNS rebinding).
 * IP addresses cannot be rebound; callers with a Bearer token carry their own proof.
 */
export function hostGuard(settings: Settings): MiddlewareHandler {
	const own = new Set(['localhost', new URL(settings.publicUrl).hostname, settings.host]);
	// Programs in other containers know 14ms by other names; what they send there is proof enough.
	const open = new Set<string>([
		'/healthz',
		'/readyz',
		oauthRoutePaths.token,
		oauthRoutePaths.revocation,
		oauthRoutePaths.registration,
		tikTokWebhookPath,
	]);
	return async (c, next) => {
		const name = hostnameOf(c.req.header('host') ?? '');
		const isOurs = own.has(name) || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
		const { path } = c.req;
		const isOpen = open.has(path) || isCallbackPath(path) || path.startsWith('/.well-known/');
		if (!isOurs && !isOpen && !c.req.header('authorization')) {
			throw new Problem(
				'forbidden',
				`This address is not 14ms's own: open ${settings.publicUrl}, or set PUBLIC_URL to the address you use.`,
			);
		}
		await next();
	};
}

function hostnameOf(host: string): string {
	return URL.parse(`http://${host}`)?.hostname ?? '';
}
