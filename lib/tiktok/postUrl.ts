/** TikTok gives no permalink: it is built from the username, where that is known. */
export function postUrl(username: string | null | undefined, postId: string): string | null {
	return username ? `https://www.tiktok.com/@${username}/video/${postId}` : null;
}
