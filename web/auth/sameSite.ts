import type { MiddlewareHandler } from 'hono';
import { csrf } from 'hono/csrf';
import type { Settings } from '../../services/settings';
import type { WebEnv } from '../webDeps';
import { requestHost } from './session';

/** Other websites may not act with our cookie. Bearer callers carry none; a sign-in carries its own secret. */
export function sameSite(settings: Settings): MiddlewareHandler<WebEnv> {
	const guard = csrf({
		origin: (origin, c) =>
			origin === settings.publicUrl || URL.parse(origin)?.host === requestHost(c),
	});
	return async (c, next) => {
		if (c.get('viewer')?.by === 'operator (API)' || c.req.path === '/sign-in') return next();
		return guard(c, next);
	};
}
