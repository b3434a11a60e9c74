import { z } from 'zod';
import { allow, walk } from '../walk';
import type { N8nRest } from './n8nRest';

const client = z.object({ id: z.string(), secret: z.string() });
const made = z.object({ id: z.string(), name: z.string() });

/** A credential of n8n, connected as by clicking: n8n → 14ms → TikTok's consent page → Allow → back to n8n. */
export async function connectCredential(options: {
	rest: N8nRest;
	n8nUrl: string;
	fourteenMsUrl: string;
	operatorToken: string;
	username: string;
}): Promise<{ id: string; name: string }> {
	const { rest, n8nUrl, fourteenMsUrl, operatorToken, username } = options;
	const response = await fetch(`${fourteenMsUrl}/api/v1/oauth-clients`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${operatorToken}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({ redirectUri: `${n8nUrl}/rest/oauth2-credential/callback` }),
	});
	const { id: clientId, secret: clientSecret } = client.parse(await response.json());
	const credential = made.parse(
		await rest.call('POST', '/credentials', {
			name: `TikTok @${username}`,
			type: 'fourteenMsOAuth2Api',
			data: {
				...{ serverUrl: fourteenMsUrl, useDynamicClientRegistration: false },
				...{ clientId, clientSecret },
			},
		}),
	);
	const start = z
		.string()
		.parse(await rest.call('GET', `/oauth2-credential/auth?id=${credential.id}`));
	const known = [n8nUrl, fourteenMsUrl].map((url) => new URL(url).origin);
	const end = await walk(new URL(start), {
		headersFor(url): Record<string, string> {
			if (!known.includes(url.origin)) allow(url, username);
			return url.origin === known[0] ? { cookie: rest.cookie() } : {};
		},
	});
	if (end.response?.ok && end.url.pathname.endsWith('/callback')) return credential;
	throw new Error(`Connecting n8n ended at ${end.url.pathname}.`);
}
