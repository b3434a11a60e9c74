import { allow, walk } from './walk';

/**
 * Walks the way a browser walks: 14ms → TikTok's consent page → Allow → 14ms. Cookies are kept for each host.
 * Resolves to the path of the page it ends on.
 */
export async function connectAccount(options: {
	baseUrl: string;
	operatorToken: string;
	username: string;
}): Promise<string> {
	const { baseUrl, operatorToken, username } = options;
	const { url, response } = await walk(new URL('/connect/tiktok', baseUrl), {
		isEnd: ({ pathname }) => pathname === '/accounts',
		headersFor(url): Record<string, string> {
			const isOurs = url.origin === new URL(baseUrl).origin;
			if (!isOurs) allow(url, username);
			return isOurs ? { authorization: `Bearer ${operatorToken}` } : {};
		},
	});
	if (response) throw new Error(`Connecting ended at ${url.pathname} with ${response.status}.`);
	return url.pathname + url.search;
}
