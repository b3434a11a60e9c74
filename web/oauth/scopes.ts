import type { ClientScope } from '../../lib/api/clientRoutes';

/** What a client may ask for; the words are shown to the person. */
export const oauthScopes: Record<ClientScope, string> = {
	'reposts:read': 'see the account, its reposts and what happens to them',
	'reposts:write': 'start, approve, cancel and retry reposts',
	'syncs:write': 'set up channel syncs',
};

export type OAuthScope = ClientScope;

export const allScopes = Object.keys(oauthScopes).filter(isOAuthScope);

export function isOAuthScope(name: string): name is OAuthScope {
	return Object.hasOwn(oauthScopes, name);
}
