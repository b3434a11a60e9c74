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
	const jar = new Map<string, Map<string, string>>();
	let url = new URL('/connect/tiktok', baseUrl);
	for (let hops = 0; hops < 10; hops++) {
		const isOurs = url.origin === new URL(baseUrl).origin;
		if (!isOurs) allow(url, username);
		const response = await fetch(url, {
			redirect: 'manual',
			headers: {
				cookie: cookiesFor(jar, url),
				...(isOurs ? { authorization: `Bearer ${operatorToken}` } : {}),
			},
		});
		keep(jar, url, response);
		const location = response.headers.get('location');
		if (!location)
			throw new Error(`Connecting ended at ${url.pathname} with ${response.status}.`);
		url = new URL(location, url);
		if (url.pathname === '/accounts') return url.pathname + url.search;
	}
	throw new Error('Connecting never came back to 14ms.');
}

/** The sandbox's short cut for scripts: choose a user and press "Allow". */
function allow(url: URL, username: string): void {
	url.searchParams.set('sandbox_user', username);
	url.searchParams.set('sandbox_decision', 'allow');
}

function cookiesFor(jar: Map<string, Map<string, string>>, url: URL): string {
	const cookies = jar.get(url.host) ?? new Map<string, string>();
	return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

function keep(jar: Map<string, Map<string, string>>, url: URL, response: Response): void {
	const cookies = jar.get(url.host) ?? new Map<string, string>();
	for (const line of response.headers.getSetCookie()) {
		const [pair = ''] = line.split(';');
		const [name = '', ...value] = pair.split('=');
		cookies.set(name, value.join('='));
	}
	jar.set(url.host, cookies);
}
