import type { Hono } from 'hono';

import { refuseOAuth } from '../answer';
import { answerCall } from '../api/answerCall';
import type { NodeEnv } from '../connection';
import type { World } from '../world';
import { exchangeToken, revokeToken } from './token';

const routes = [
	{ path: '/v2/oauth/token/', word: 'oauth/token', run: exchangeToken },
	{ path: '/v2/oauth/revoke/', word: 'oauth/revoke', run: revokeToken },
] as const;

/** TikTok's token endpoints: form in, flat JSON out, errors under HTTP 200. */
export function oauthRoutes(app: Hono<NodeEnv>, world: World): void {
	for (const { path, word, run } of routes) {
		app.post(path, async (c) => {
			const form = new URLSearchParams(await c.req.text());
			const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
			const clientKey = form.get('client_key');
			const who = clientKey ? { clientKey, user: userOf(world, form) } : null;
			return answerCall(c, world, word, who, () => {
				if (type !== 'application/x-www-form-urlencoded') {
					const sentence = 'Content-Type must be application/x-www-form-urlencoded.';
					world.violate('wrong_content_type', null, `${word}: ${sentence}`);
					return refuseOAuth('invalid_request', sentence);
				}
				return run(world, form);
			});
		});
	}
}

function userOf(world: World, form: URLSearchParams): string | null {
	const code = world.state.codes.find((known) => known.code === form.get('code'));
	if (code) return code.username;
	const refreshToken = form.get('refresh_token') ?? '';
	const accessToken = form.get('token');
	const grant = world.state.grants.find(
		(known) =>
			known.refreshToken === refreshToken ||
			known.deadRefreshTokens.includes(refreshToken) ||
			known.accessTokens.some(({ token }) => token === accessToken),
	);
	return grant?.username ?? null;
}
