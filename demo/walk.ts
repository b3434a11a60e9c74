const mostHops = 15;

/**
 * Follows redirects as a browser does, with cookies for each host, until `isEnd` says that a URL need not be opened
 * or an answer redirects no further. `headersFor` may change the URL before it is opened.
 */
export async function walk(
	start: URL,
	{
		headersFor,
		isEnd = () => false,
	}: { headersFor: (url: URL) => Record<string, string>; isEnd?: (url: URL) => boolean },
): Promise<{ url: URL; response: Response | null }> {
	const jar = new Map<string, Map<string, string>>();
	let url = start;
	for (let hops = 0; hops < mostHops; hops++) {
		if (isEnd(url)) return { url, response: null };
		const { cookie, ...headers } = headersFor(url);
		const cookies = [cookiesFor(jar, url), cookie].filter(Boolean).join('; ');
		const response = await fetch(url, {
			redirect: 'manual',
			headers: { ...headers, cookie: cookies },
		});
		keep(jar, url, response);
		const location = response.headers.get('location');
		if (!location) return { url, response };
		url = new URL(location, url);
	}
	throw new Error(`There is no end of redirects after ${url.origin}${url.pathname}.`);
}

/** The sandbox's short cut for scripts: choose a user and press "Allow". */
export function allow(url: URL, username: string): void {
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
