import type { Context, MiddlewareHandler } from 'hono';
import { Problem } from '../../lib/errors';
import type { Viewer, WebDeps, WebEnv } from '../webDeps';
import { bearerIn, viewerOfToken } from './boundToken';
import { sameSecret } from './sameSecret';
import { hasSession } from './session';

type Deps = Pick<WebDeps, 'settings' | 'store' | 'operatorToken'>;

/** Lets signed-in people, operator-token callers and (under /api/v1) OAuth2 clients in; sends browsers to /sign-in and answers programs with 401. */
export function authenticate(deps: Deps, isPublic: (path: string) => boolean) {
	const middleware: MiddlewareHandler<WebEnv> = async (c, next) => {
		const open = isPublic(c.req.path);
		const viewer = await viewerOf(c, deps, open);
		c.set('viewer', viewer);
		if (viewer || open) return next();
		if (c.req.path.startsWith('/api/') || (c.req.method !== 'GET' && c.req.method !== 'HEAD')) {
			throw new Problem(
				'not_signed_in',
				'Sign in first, or send `Authorization: Bearer <operator token>`.',
			);
		}
		const { pathname, search } = new URL(c.req.url);
		return c.redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
	};
	return middleware;
}

async function viewerOf(c: Context, deps: Deps, open: boolean): Promise<Viewer | null> {
	const header = c.req.header('authorization');
	if (header !== undefined) {
		const token = bearerIn(header);
		if (token && sameSecret(token, deps.operatorToken)) {
			return { by: 'operator (API)', bound: null };
		}
		if (open) return null;
		const client =
			token && c.req.path.startsWith('/api/v1/')
				? await viewerOfToken(deps.store, token)
				: null;
		if (client) return client;
		throw new Problem(
			'bad_token',
			token
				? 'This token is neither the operator token of this 14ms (OPERATOR_TOKEN, or the file operator-token in DATA_DIR) nor one that 14ms gave to a client and that still works.'
				: 'The Authorization header must read `Bearer <token>`.',
		);
	}
	return (await hasSession(c, deps)) ? { by: 'operator (browser)', bound: null } : null;
}
