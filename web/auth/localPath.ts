/** A path on this site, or `/`: a `next` parameter must never lead elsewhere. */
export function localPath(next: string | undefined): string {
	if (!next?.startsWith('/')) return '/';
	const url = URL.parse(next, 'http://own.invalid');
	return url?.origin === 'http://own.invalid' ? url.pathname + url.search : '/';
}
