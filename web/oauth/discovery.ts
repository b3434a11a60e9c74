import type { Context } from 'hono';
import type { Settings } from '../../services/settings';
import { requestHost } from '../auth/session';
import { oauthRoutePaths } from './createProvider';
import { allScopes } from './scopes';

/**
 * RFC 8414. The browser's endpoint is on PUBLIC_URL; the others are on the host that was asked, since a client in a
 * container reaches 14ms under another name than the browser.
 */
export function discovery(c: Context, { publicUrl }: Pick<Settings, 'publicUrl'>) {
	const asked = `${protocolOf(c, publicUrl)}//${requestHost(c)}`;
	const { authorization, token, revocation, registration } = oauthRoutePaths;
	return {
		issuer: publicUrl,
		authorization_endpoint: publicUrl + authorization,
		token_endpoint: asked + token,
		revocation_endpoint: asked + revocation,
		registration_endpoint: asked + registration,
		scopes_supported: allScopes,
		response_types_supported: ['code'],
		response_modes_supported: ['query'],
		grant_types_supported: ['authorization_code', 'refresh_token'],
		token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
		revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
		code_challenge_methods_supported: ['S256'],
		authorization_response_iss_parameter_supported: true,
	};
}

/** 14ms itself speaks http; a proxy before it that does not is either named in a header or is PUBLIC_URL. */
function protocolOf(c: Context, publicUrl: string): string {
	const forwarded = c.req.header('x-forwarded-proto')?.split(',')[0]?.trim();
	if (forwarded === 'https' || forwarded === 'http') return `${forwarded}:`;
	const own = new URL(publicUrl);
	return requestHost(c) === own.host ? own.protocol : 'http:';
}
