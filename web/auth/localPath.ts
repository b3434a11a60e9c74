/** A path on this site, or `/`: a `next` parameter must never lead elsewhere. */
export function localPath(next: string | undefined): string {
	if (!next?.startsWith('/')) return '/';
	const url = URL.parse(next, 'http://own.invalid');
	if (url?.origin !== 'http://own.invalid') return '/';
	// `/.//host` becomes `//host`, which browsers read as another site.
	return url.pathname.startsWith('//') ? '/' : url.pathname + url.search;
}
