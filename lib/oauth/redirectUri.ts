/** Why this cannot be where a client's people come back to; null when it can. Compared letter by letter later. */
export function redirectUriMistake(text: string): string | null {
	const url = URL.parse(text);
	if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.href.length > 500) {
		return 'The redirect URI must be a whole URL: copy the OAuth Redirect URL that n8n shows in the credential.';
	}
	if (url.username || url.password || /[#*\s\p{Cc}\p{Cs}]/u.test(text)) {
		return 'The redirect URI must have no fragment, no password, no space and no wildcard: copy it as n8n shows it.';
	}
	return null;
}
