import { z } from 'zod';
import type { ApiClient } from './apiClient';

const made = z.object({ id: z.string(), secret: z.string(), serverUrl: z.string() });

/** `14ms n8n --redirect-uri <url>`: a client ID and secret, printed as n8n's credential names its fields. */
export async function connectN8n(
	api: ApiClient,
	{ redirectUri, name, json }: { redirectUri: string; name?: string; json?: boolean },
): Promise<number> {
	const wanted = { redirectUri, ...(name === undefined ? {} : { name }) };
	const { id, secret, serverUrl } = await api.post('/oauth-clients', wanted, made);
	if (json) {
		process.stdout.write(
			`${JSON.stringify({ serverUrl, clientId: id, clientSecret: secret })}\n`,
		);
		return 0;
	}
	process.stdout.write(
		[
			'In n8n, make a credential “14ms (TikTok Account) OAuth2 API”, turn “Register by Itself” off, and fill in:',
			`  Server URL     ${serverUrl}`,
			`  Client ID      ${id}`,
			`  Client Secret  ${secret}`,
			'The secret is shown only now. If n8n runs in a container, its Server URL is the address under which it',
			`reaches 14ms, often http://host.docker.internal:3000, and its Browser URL is ${serverUrl}.`,
			'',
		].join('\n'),
	);
	return 0;
}
