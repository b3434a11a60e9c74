import { scopeSchema, type App, type Scope } from '../state';

/** An authorize call that TikTok would show the consent page for. */
export interface AuthorizeRequest {
	clientKey: string;
	scopes: Scope[];
	redirectUri: string;
	state: string;
	codeChallenge: string | null;
}

/** What is wrong, in TikTok's manner: the field's name, and never a redirect. */
export interface AuthorizeMistake {
	field: string;
	sentence: string;
}

const loopback = /^https?:\/\/(localhost|127\.0\.0\.1)(?::(\d{1,5}))?(\/[^?#]*)?$/;

/** `redirectUris` null: any loopback or https URI counts as registered. Rules: "Login Kit for Web" and "for Desktop". */
export function checkAuthorize(
	query: URLSearchParams,
	apps: App[],
	redirectUris: string[] | null,
): AuthorizeRequest | AuthorizeMistake {
	const twice = [...new Set(query.keys())].find((name) => query.getAll(name).length > 1);
	if (twice) return { field: twice, sentence: 'It is there more than once.' };

	const clientKey = query.get('client_key') ?? '';
	if (!apps.some((app) => app.clientKey === clientKey)) {
		return query.has('client_id') && !clientKey
			? { field: 'client_key', sentence: 'TikTok calls it client_key, not client_id.' }
			: { field: 'client_key', sentence: 'No app has this key.' };
	}
	if (query.get('response_type') !== 'code') {
		return { field: 'response_type', sentence: 'It must be "code".' };
	}
	const scopes = parseScopes(query.get('scope') ?? '');
	if ('field' in scopes) return scopes;
	const redirectUri = query.get('redirect_uri') ?? '';
	const redirectMistake = mistakeInRedirectUri(redirectUri, redirectUris);
	if (redirectMistake) return { field: 'redirect_uri', sentence: redirectMistake };
	const state = query.get('state') ?? '';
	if (!state) return { field: 'state', sentence: 'It is missing.' };
	const auto = query.get('disable_auto_auth');
	if (auto !== null && auto !== '0' && auto !== '1') {
		return { field: 'disable_auto_auth', sentence: 'It must be 0 or 1.' };
	}
	const challenge = parseChallenge(query, redirectUri.startsWith('http:'));
	if ('field' in challenge) return challenge;
	return { clientKey, scopes: scopes.value, redirectUri, state, codeChallenge: challenge.value };
}

function parseScopes(text: string): { value: Scope[] } | AuthorizeMistake {
	const field = 'scope';
	if (!text) return { field, sentence: 'It is missing.' };
	if (/\s/.test(text)) return { field, sentence: 'Scopes are separated by commas, not spaces.' };
	const value: Scope[] = [];
	for (const word of text.split(',')) {
		const scope = scopeSchema.safeParse(word);
		if (!scope.success) return { field, sentence: `The app has no scope "${word}".` };
		if (!value.includes(scope.data)) value.push(scope.data);
	}
	return { value };
}

function mistakeInRedirectUri(uri: string, registered: string[] | null): string | null {
	if (!uri) return 'It is missing.';
	if (uri.length >= 512) return 'It must be shorter than 512 characters.';
	if (/[?#]/.test(uri)) return 'It must have neither query nor fragment.';
	if (registered && !registered.some((known) => isSameUri(known, uri))) {
		return 'It is not registered for this app; every character must match.';
	}
	const local = loopback.exec(uri);
	if (local) return local[2] ? null : 'On localhost and 127.0.0.1 it must name the port.';
	if (!uri.startsWith('https://') || !URL.canParse(uri)) {
		return 'It must be https, or http on localhost or 127.0.0.1.';
	}
	return null;
}

/** `*` as the port of a registered loopback URI stands for any port. */
function isSameUri(known: string, uri: string): boolean {
	if (!/^https?:\/\/(localhost|127\.0\.0\.1):\*/.test(known)) return known === uri;
	const [before = '', after = ''] = known.split('*', 2);
	if (!uri.startsWith(before) || !uri.endsWith(after)) return false;
	return /^\d{1,5}$/.test(uri.slice(before.length, uri.length - after.length));
}

function parseChallenge(
	query: URLSearchParams,
	isRequired: boolean,
): { value: string | null } | AuthorizeMistake {
	const value = query.get('code_challenge');
	if (value === null) {
		return isRequired
			? { field: 'code_challenge', sentence: 'Desktop apps must send it.' }
			: { value };
	}
	if (!/^[0-9a-f]{64}$/.test(value)) {
		const sentence = 'It must be the SHA-256 of the verifier in lowercase hex.';
		return { field: 'code_challenge', sentence };
	}
	if (query.get('code_challenge_method') !== 'S256') {
		return { field: 'code_challenge_method', sentence: 'It must be "S256".' };
	}
	return { value };
}
