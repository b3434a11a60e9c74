import type { MiddlewareHandler } from 'hono';
import { csrf } from 'hono/csrf';
import type { Settings } from '../../services/settings';
import { oauthRoutePaths } from '../oauth/createProvider';
import type { WebEnv } from '../webDeps';
import { requestHost } from './session';

/** These bring a secret of their own. */
const ownProof = new Set<string>([
	'/sign-in',
	oauthRoutePaths.token,
	oauthRoutePaths.revocation,
	oauthRoutePaths.registration,
]);

/** Other websites may not act with our cookie. Bearer callers carry none; a sign-in and OAuth2 clients carry secrets of their own. */
export function sameSite(settings: Settings): MiddlewareHandler<WebEnv> {
	const guard = csrf({
		origin: (origin, c) =>
			origin === settings.publicUrl || URL.parse(origin)?.host === requestHost(c),
	});
	return async (c, next) => {
		const viewer = c.get('viewer');
		const isBearer = viewer !== null && viewer.by !== 'operator (browser)';
		if (isBearer || ownProof.has(c.req.path)) return next();
		return guard(c, next);
	};
}
