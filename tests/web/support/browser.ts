/** A very small browser: keeps cookies by host, follows nothing by itself. */
export function openBrowser(origin: string, headers: Record<string, string> = {}) {
	const jars = new Map<string, Map<string, string>>();

	async function go(path: string, init: RequestInit = {}): Promise<Response> {
		const url = new URL(path, origin);
		const jar = jars.get(url.hostname) ?? new Map<string, string>();
		jars.set(url.hostname, jar);
		const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
		const response = await fetch(url, {
			redirect: 'manual',
			...init,
			headers: {
				Accept: 'text/html',
				...(cookie ? { Cookie: cookie } : {}),
				...(url.origin === origin ? headers : {}),
				...(init.method === 'POST' ? { origin: url.origin } : {}),
				...Object.fromEntries(new Headers(init.headers)),
			},
		});
		for (const line of response.headers.getSetCookie()) {
			const [pair = ''] = line.split(';');
			const [name = '', value = ''] = pair.split('=');
			if (/max-age=0/i.test(line)) jar.delete(name);
			else jar.set(name, value);
		}
		return response;
	}

	return {
		go,
		cookies: (hostname: string) => jars.get(hostname) ?? new Map<string, string>(),
		post: (path: string, form: Record<string, string>, init: RequestInit = {}) =>
			go(path, { method: 'POST', body: new URLSearchParams(form), ...init }),
		/** Where a redirect leads, as an absolute URL. */
		async follow(path: string): Promise<string> {
			const response = await go(path);
			const location = response.headers.get('location');
			if (!location) throw new Error(`${path} answered ${response.status}, no redirect`);
			return new URL(location, new URL(path, origin)).href;
		},
	};
}

export type Browser = ReturnType<typeof openBrowser>;
