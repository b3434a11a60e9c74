/** `Retry-After` in seconds as milliseconds; null when it is absent or a date (TikTok promises neither). */
export function retryAfterMsOf(header: unknown): number | null {
	const text = typeof header === 'string' ? header.trim() : '';
	return /^\d{1,6}$/.test(text) ? Number(text) * 1000 : null;
}
