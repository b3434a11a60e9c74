import type { Context, MiddlewareHandler } from 'hono';
import { csrf } from 'hono/csrf';
import { Problem } from '../../lib/errors';
import { isCallbackPath } from '../../lib/webSub/callback';
import type { Settings } from '../../services/settings';
import { oauthRoutePaths } from '../oauth/createProvider';
import { tikTokWebhookPath } from '../webhooks/tikTokWebhook';
import type { WebEnv } from '../webDeps';
import { requestHost } from './session';

/** These bring a secret of their own. */
const ownProof = new Set<string>([
	'/sign-in',
	oauthRoutePaths.token,
	oauthRoutePaths.revocation,
	oauthRoutePaths.registration,
	tikTokWebhookPath,
]);

/** Other websites may not act with our cookie. Bearer callers carry none; a sign-in and OAuth2 clients carry secrets of their own. */
export function sameSite(settings: Settings): MiddlewareHandler<WebEnv> {
	const isOwn = (origin: string, c: Context) =>
		origin === settings.publicUrl || URL.parse(origin)?.host === requestHost(c);
	const guard = csrf({ origin: isOwn });
	return async (c, next) => {
		const viewer = c.get('viewer');
		const isBearer = viewer !== null && viewer.by !== 'operator (browser)';
		if (isBearer || ownProof.has(c.req.path) || isCallbackPath(c.req.path)) return next();
		// The guard looks at what forms can send; what a browser says of itself counts for every body.
		if (isUnsafe(c) && isFromElsewhere(c, isOwn)) {
			throw new Problem(
				'forbidden',
				'This request came from another website: open 14ms itself and try again.',
			);
		}
		return guard(c, next);
	};
}

const isUnsafe = (c: Context): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);

function isFromElsewhere(c: Context, isOwn: (origin: string, c: Context) => boolean): boolean {
	const origin = c.req.header('origin');
	const site = c.req.header('sec-fetch-site');
	if (origin === undefined && site === undefined) return false;
	return site !== 'same-origin' && !(origin !== undefined && isOwn(origin, c));
}
