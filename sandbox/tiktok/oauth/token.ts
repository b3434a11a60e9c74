import { createHash } from 'node:crypto';

import { refuseOAuth, type Answer } from '../answer';
import { newAccessToken, newRefreshToken, openIdOf } from '../ids';
import type { Grant } from '../state';
import type { World } from '../world';

/** 180 days, counted from the first grant: TikTok does not say that a refresh begins them anew. */
const refreshLifetimeMs = 180 * 24 * 3600_000;

/** POST /v2/oauth/token/: both grant types. */
export function exchangeToken(world: World, form: URLSearchParams): Answer {
	const clientMistake = mistakeInClient(world, form);
	if (clientMistake) return clientMistake;
	switch (form.get('grant_type')) {
		case 'authorization_code':
			return exchangeCode(world, form);
		case 'refresh_token':
			return refresh(world, form);
		case null:
			return refuseOAuth('invalid_request', 'grant_type is missing.');
		default:
			return refuseOAuth('unsupported_grant_type', 'This grant_type is not supported.');
	}
}

/** POST /v2/oauth/revoke/: the app is gone from the user's list, all its tokens are dead. */
export function revokeToken(world: World, form: URLSearchParams): Answer {
	const clientMistake = mistakeInClient(world, form);
	if (clientMistake) return clientMistake;
	const token = form.get('token');
	if (!token) return refuseOAuth('invalid_request', 'token is missing.');
	const found = world.state.grants.find(
		(grant) =>
			!grant.revoked &&
			grant.clientKey === form.get('client_key') &&
			grant.accessTokens.some((access) => access.token === token),
	);
	if (!found) return refuseOAuth('invalid_request', 'The access token is invalid.');
	for (const grant of world.state.grants) {
		if (grant.clientKey === found.clientKey && grant.username === found.username) {
			grant.revoked = true;
		}
	}
	world.save();
	return { httpStatus: 200, code: 'ok', body: {} };
}

function mistakeInClient(world: World, form: URLSearchParams): Answer | null {
	const clientKey = form.get('client_key');
	const clientSecret = form.get('client_secret');
	if (!clientKey) return refuseOAuth('invalid_request', 'client_key is missing.');
	if (!clientSecret) return refuseOAuth('invalid_request', 'client_secret is missing.');
	const app = world.state.apps.find((known) => known.clientKey === clientKey);
	return app?.clientSecret === clientSecret
		? null
		: refuseOAuth('invalid_client', 'Client key or secret is incorrect.');
}

function exchangeCode(world: World, form: URLSearchParams): Answer {
	const code = world.state.codes.find((known) => known.code === form.get('code'));
	if (code?.clientKey !== form.get('client_key')) {
		return refuseOAuth('invalid_grant', 'Authorization code is invalid.');
	}
	if (code.used || world.now() >= code.expiresAt) {
		return refuseOAuth('invalid_grant', 'Authorization code is expired.');
	}
	// A code is spent by the first try, whatever comes of it.
	code.used = true;
	world.save();
	if (form.get('redirect_uri') !== code.redirectUri) {
		return refuseOAuth('invalid_grant', 'redirect_uri is not that of the authorize call.');
	}
	if (code.codeChallenge !== null && !proves(form.get('code_verifier'), code.codeChallenge)) {
		return refuseOAuth('invalid_grant', 'code_verifier does not match code_challenge.');
	}
	const grant: Grant = {
		clientKey: code.clientKey,
		username: code.username,
		scopes: code.scopes,
		refreshToken: newRefreshToken(),
		refreshExpiresAt: world.now() + refreshLifetimeMs,
		deadRefreshTokens: [],
		accessTokens: [],
		revoked: false,
	};
	world.state.grants.push(grant);
	return tokenAnswer(world, grant);
}

function refresh(world: World, form: URLSearchParams): Answer {
	const token = form.get('refresh_token');
	if (!token) return refuseOAuth('invalid_request', 'refresh_token is missing.');
	const grants = world.state.grants.filter((grant) => grant.clientKey === form.get('client_key'));
	const outrun = grants.find((grant) => grant.deadRefreshTokens.includes(token));
	if (outrun) {
		const detail = 'A refresh token was used again after it had been exchanged.';
		world.violate('dead_refresh_token', outrun.username, detail);
	}
	const grant = grants.find((known) => known.refreshToken === token);
	if (!grant || grant.revoked || world.now() >= grant.refreshExpiresAt) {
		return refuseOAuth('invalid_grant', 'Refresh token is invalid or expired.');
	}
	grant.deadRefreshTokens.push(grant.refreshToken);
	grant.refreshToken = newRefreshToken();
	return tokenAnswer(world, grant);
}

/** Gives out a new access token; older ones stay good until they expire. */
function tokenAnswer(world: World, grant: Grant): Answer {
	const now = world.now();
	const { accessTokenTtlSec } = world.rules;
	const token = newAccessToken();
	grant.accessTokens = grant.accessTokens.filter(({ expiresAt }) => expiresAt > now);
	grant.accessTokens.push({ token, expiresAt: now + accessTokenTtlSec * 1000 });
	world.save();
	const body = {
		open_id: openIdOf(grant.clientKey, grant.username),
		scope: grant.scopes.join(','),
		access_token: token,
		expires_in: accessTokenTtlSec,
		refresh_token: grant.refreshToken,
		refresh_expires_in: Math.round((grant.refreshExpiresAt - now) / 1000),
		token_type: 'Bearer',
	};
	return { httpStatus: 200, code: 'ok', body };
}

/** TikTok's own PKCE: lowercase hex, not base64url. */
function proves(verifier: string | null, challenge: string): boolean {
	if (!verifier || !/^[A-Za-z0-9\-._~]{43,128}$/.test(verifier)) return false;
	return createHash('sha256').update(verifier).digest('hex') === challenge;
}
