import type { Rule } from './rules';

/** Where TikTok sends people back to; the path is fixed because it is registered in TikTok's app settings. */
const callbackPath = '/api/tiktok/callback';

const exampleRedirect = `http://localhost:3000${callbackPath}`;

/** TikTok's rules for a redirect URI (facts/tiktok.md §1: Web and Desktop) and 14ms's fixed path. */
export const isRedirectUri: Rule = (value, name) => {
	if (/^https?:\/\/[^/]*:\*/u.test(value)) {
		return [`${name} has * as its port: write the real port, for example ${exampleRedirect}.`];
	}
	const url = webUrl(value);
	if (!url) return [`${name} is not a URL: write it whole, for example ${exampleRedirect}.`];
	const isPlain = url.protocol === 'http:';
	const path = url.pathname.replace(/\/+$/u, '');
	const hasPort = /^https?:\/\/[^/?#]*:\d+([/?#]|$)/u.test(value);
	const said: [boolean, string][] = [
		[value.length >= 512, 'has 512 or more characters: TikTok takes fewer.'],
		[hasLogin(url), 'holds a user name or password: remove it.'],
		[
			isPlain && !isLocal(url),
			'uses http off this machine: TikTok asks for https, except on localhost and 127.0.0.1.',
		],
		[
			isPlain && isLocal(url) && !hasPort,
			`has no port: TikTok asks for one on ${url.hostname}, for example http://${url.hostname}:3000${callbackPath}.`,
		],
		[
			path === callbackPath && url.pathname !== path,
			'ends with a slash: TikTok compares it letter by letter; remove the slash, here and in the TikTok app.',
		],
		[
			path !== callbackPath,
			`must have the path ${callbackPath}: write it like ${exampleRedirect}.`,
		],
		[
			value.includes('?') || value.includes('#'),
			'has a query or a fragment (? or #): TikTok refuses both; remove it.',
		],
	];
	return said.filter(([isWrong]) => isWrong).map(([, rest]) => `${name} ${rest}`);
};

/** An origin such as https://example.com:8443; one slash at the end is forgiven. */
export function isOrigin(example: string): Rule {
	return (value, name) => {
		const url = webUrl(value);
		if (!url) return [`${name} is not an http or https URL: write it like ${example}.`];
		if (hasLogin(url)) return [`${name} holds a user name or password: remove it.`];
		if (url.pathname !== '/' || value.includes('?') || value.includes('#')) {
			return [`${name} must stop after the host and port: write it like ${example}.`];
		}
		return [];
	};
}

/** A whole page's URL: with its path. */
export function isWholeUrl(example: string): Rule {
	return (value, name) => {
		const url = webUrl(value);
		if (!url) return [`${name} is not an http or https URL: write it like ${example}.`];
		if (hasLogin(url)) return [`${name} holds a user name or password: remove it.`];
		if (url.hash) return [`${name} has a fragment (#): remove it.`];
		return url.pathname === '/'
			? [`${name} must be the whole URL with its path: write it like ${example}.`]
			: [];
	};
}

/** A proxy's URL. The value is never repeated: it may hold a password. */
export const isProxyUrl: Rule = (value, name) => {
	const url = webUrl(value);
	return url?.hostname && url.pathname === '/'
		? []
		: [`${name} must be the proxy's http or https URL, for example http://proxy.example:3128.`];
};

/** A Postgres URL. The value is never repeated: it holds a password. */
export const isDatabaseUrl: Rule = (value, name) => {
	const example = 'postgres://user:password@host:5432/database';
	if (!/^postgres(ql)?:\/\//u.test(value)) {
		return [`${name} must start with postgres:// or postgresql://, for example ${example}.`];
	}
	return URL.canParse(value)
		? []
		: [
				`${name} cannot be read as a URL: write it like ${example}, with special characters of the password as %XX.`,
			];
};

/** `host:port` as gRPC wants it. */
export const isGrpcAddress: Rule = (value, name) =>
	/^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/iu.test(value)
		? []
		: [`${name} must be host:port without http://, for example temporal.example:7233.`];

/** The URL, when it is one of http or https. */
export function webUrl(value: string): URL | null {
	const url = URL.parse(value);
	return url && /^https?:\/\//iu.test(value) ? url : null;
}

function isLocal(url: URL): boolean {
	return url.hostname === 'localhost' || url.hostname === '127.0.0.1';
}

function hasLogin(url: URL): boolean {
	return url.username !== '' || url.password !== '';
}
