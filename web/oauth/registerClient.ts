import { Problem } from '../../lib/errors';
import { redirectUriMistake } from '../../lib/oauth/redirectUri';
import type { OAuthClient } from '../../services/store/oauth/oauth';
import type { Store } from '../../services/store/store';
import { newClientId, newClientSecret } from './createProvider';

/** The operator's own way to make a client: it is approved at once. `secret` is not shown again. Problem bad_request. */
export async function registerClient(
	{ oauth }: Pick<Store, 'oauth'>,
	{ redirectUris, name }: { redirectUris: string[]; name: string },
): Promise<{ client: OAuthClient; secret: string }> {
	const mistake = redirectUris.map(redirectUriMistake).find((said) => said !== null);
	if (mistake) throw new Problem('bad_request', mistake);
	const id = newClientId();
	const secret = newClientSecret();
	const metadata = { token_endpoint_auth_method: 'client_secret_basic' };
	await oauth.addClient({ id, name, redirectUris, secret, metadata, registeredBy: 'operator' });
	const client = await oauth.client(id);
	if (!client) throw new Error('A new client was not stored.');
	return { client, secret };
}
