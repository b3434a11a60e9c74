const hidden = '[hidden]';

// Each keeps what stands before the secret, and stops at what ends it in a URL, a header or a line of JSON.
const secrets: RegExp[] = [
	// TikTok's tokens: access, refresh, client
	/\b((?:act|rft|clt)\.)[\w!*%.~-]+/gu,
	/\b(Bearer\s+)[^\s"'\\,;]{8,}/giu,
	/\b(Authorization:\s*Basic\s+)[A-Za-z0-9+/=]+/giu,
	// Fields of queries and forms
	/\b((?:upload_token|access_token|refresh_token|client_secret|code_verifier|code|token)=)[^\s&"'\\<>;]+/giu,
	// Fields of JSON, also of JSON inside a string
	/((?:access_?token|refresh_?token|client_?secret|code_?verifier|upload_?url|operator_?token|authorization|set-cookie|cookie|password)\\?"\s*:\s*\\?")(?:[^"\\]|\\[^"])+/giu,
	// user:password@ of a URL
	/(\b[a-z][a-z+.-]*:\/\/[^\s:@/"\\]*:)[^\s@/"\\]+(?=@)/giu,
];

/** The text with tokens, codes and passwords taken out. A last line of defence: secrets should not get there at all. */
export function scrub(text: string): string {
	return secrets.reduce((rest, secret) => rest.replace(secret, `$1${hidden}`), text);
}
