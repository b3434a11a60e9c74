import { z } from 'zod';
import type { Store } from '../../services/store/store';
import { isOAuthScope } from '../oauth/scopes';
import type { BoundToken, Viewer } from '../webDeps';

/** Who holds this OAuth2 access token; null when it is unknown, has expired or was revoked. */
export async function viewerOfToken(store: Store, token: string): Promise<Viewer | null> {
	const record = await store.oauth.find('AccessToken', token);
	const parsed = payload.safeParse(record?.payload);
	if (!parsed.success) return null;
	const { accountId: subject, clientId, grantId, scope } = parsed.data;
	const client = await store.oauth.client(clientId);
	const accountId = await store.oauth.accountOfSubject(subject);
	if (!client?.approvedAt || accountId === null) return null;
	const scopes: BoundToken['scopes'] = new Set(scope.split(' ').filter(isOAuthScope));
	return {
		by: `client ${client.name} (${clientId})`,
		bound: { accountId, clientId, grantId, scopes },
	};
}

/** The token in `Authorization: Bearer …`. */
export function bearerIn(header: string | undefined): string | undefined {
	return /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1];
}

const payload = z.object({
	accountId: z.string(),
	clientId: z.string(),
	grantId: z.string(),
	scope: z.string().default(''),
});
