/** TikTok gives no permalink: it is built from the username, where that is known. */
export function postUrl(username: string | null | undefined, postId: string): string | null {
	return username ? `https://www.tiktok.com/@${username}/video/${postId}` : null;
}

/** TikTok's `share_url` as a link that people can keep: on TikTok, without what it adds to follow who clicks. */
export function shareLink(shareUrl: string | null): string | null {
	if (!shareUrl || !URL.canParse(shareUrl)) return null;
	const { protocol, hostname, origin, pathname } = new URL(shareUrl);
	const isTikTok = hostname === 'tiktok.com' || hostname.endsWith('.tiktok.com');
	return protocol === 'https:' && isTikTok ? origin + pathname : null;
}
