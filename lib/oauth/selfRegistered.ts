import { z } from 'zod';
import { redirectUriMistake } from './redirectUri';

const mostRedirectUris = 10;
const longestName = 100;

const redirectUris = z
	.array(z.string())
	.min(1, 'A redirect URI is missing.')
	.max(mostRedirectUris, `There may be ${mostRedirectUris} redirect URIs at most.`)
	.superRefine((uris, context) => {
		const mistake = uris.map(redirectUriMistake).find((said) => said !== null);
		if (mistake) context.addIssue({ code: 'custom', message: mistake });
		else if (new Set(uris.map((uri) => new URL(uri).origin)).size > 1) {
			context.addIssue({
				code: 'custom',
				message: 'All redirect URIs must be on one origin.',
			});
		}
	});

/**
 * What 14ms takes of a client's own registration (RFC 7591): the operator allows it by the one origin that it returns
 * to, so it may have no second one, and nothing beside what is named here is kept.
 */
export const selfRegistered = z
	.object({
		client_secret: z.string({ error: 'A client must have a secret.' }),
		client_name: z.string().default(''),
		redirect_uris: redirectUris,
		// For a native one, oidc-provider takes any port and any scheme.
		application_type: z.literal('web', { error: '`application_type` must be `web`.' }),
		token_endpoint_auth_method: z.string(),
		grant_types: z.array(z.string()).optional(),
		response_types: z.array(z.string()).optional(),
		scope: z.string().optional(),
	})
	.transform(({ client_secret: secret, client_name: name, redirect_uris: uris, ...rest }) => {
		return {
			secret,
			redirectUris: uris,
			name: plain(name) || new URL(uris[0] ?? '').host,
			metadata: rest,
		};
	});

/** Without what cannot be seen, or turns the direction of the words after it. */
function plain(name: string): string {
	return name
		.replace(/[\p{C}\s]+/gu, ' ')
		.trim()
		.slice(0, longestName)
		.toWellFormed();
}
