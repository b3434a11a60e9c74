/**
 * Why bytes must not be sent to this upload URL, or null when they may: https, port 443, a host under `.tiktokapis.com`;
 * with a stand-in for TikTok also its own hostname, any port, http allowed. The words hold the host at most, as the
 * rest of the URL is a secret.
 */
export function whyNotUploadTo(uploadUrl: string, standInHostname: string | null): string | null {
	if (!URL.canParse(uploadUrl)) return 'it is no URL';
	const url = new URL(uploadUrl);
	if (url.username || url.password) return 'it holds a user name or password';
	const isHttp = url.protocol === 'http:' || url.protocol === 'https:';
	if (isHttp && standInHostname !== null && url.hostname === standInHostname) return null;
	if (!url.hostname.endsWith('.tiktokapis.com')) {
		return `its host ${url.hostname || '(none)'} is not under .tiktokapis.com`;
	}
	if (url.protocol !== 'https:') return 'it is not https';
	// WHATWG URLs leave out the port when it is the scheme's own.
	if (url.port !== '') return `its port is ${url.port}, not 443`;
	return null;
}
