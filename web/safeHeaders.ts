import type { Context, MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Settings } from '../services/settings';
import type { WebEnv } from './webDeps';

/** No inline script or style, no framing, no caching of what only its viewer may see. */
export function safeHeaders({ publicUrl, tiktok }: Settings): MiddlewareHandler<WebEnv> {
	const own = ["'self'"];
	// A sign-in form may lead on to TikTok's page; browsers check the redirect against form-action.
	const tiktokOrigin = tiktok ? [new URL(tiktok.authorizeUrl).origin] : [];
	const pictures = tiktok?.isStandIn ? [...own, 'https:', 'http:'] : [...own, 'https:'];
	const headers = secureHeaders({
		contentSecurityPolicy: {
			defaultSrc: ["'none'"],
			styleSrc: own,
			scriptSrc: own,
			connectSrc: own,
			mediaSrc: own,
			imgSrc: pictures,
			formAction: [...own, ...tiktokOrigin],
			frameAncestors: ["'none'"],
			baseUri: ["'none'"],
		},
		strictTransportSecurity: publicUrl.startsWith('https:') ? 'max-age=31536000' : false,
		referrerPolicy: 'no-referrer',
		xFrameOptions: 'DENY',
	});
	return async (c, next) => {
		const done = await headers(c, next);
		allowFormTarget(c);
		if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
		return done;
	};
}

/** A form whose answers lead back to an OAuth2 client: browsers check every redirect on the way. */
function allowFormTarget(c: Context<WebEnv>): void {
	const target = c.get('formTarget');
	const policy = c.res.headers.get('Content-Security-Policy');
	if (target === undefined || policy === null) return;
	const { origin } = new URL(target);
	c.res.headers.set(
		'Content-Security-Policy',
		policy.replace("form-action 'self'", `form-action 'self' ${origin}`),
	);
}
