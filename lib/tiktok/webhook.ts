import { z } from 'zod';
import { storableJson } from '../storableJson';

/** How far TikTok's clock and ours may be apart, and how long a signed event may be repeated by a stranger. */
export const signatureLifeMs = 5 * 60_000;

/** What TikTok says by itself. It is a reason to look, never a fact: `status/fetch` and the token endpoint decide. */
export type TikTokNews =
	/** Something happened to a post. */
	| { about: 'post'; publishId: string; event: string }
	/** The person has taken the app's permission away, perhaps days ago and perhaps given it anew since. */
	| { about: 'grant'; clientKey: string; openId: string; event: string }
	/** Of no use to a repost, or not known to this version. */
	| { about: 'other'; event: string };

/** The two parts of `TikTok-Signature: t=<seconds>,s=<hex>`; null when it is no such thing. facts/tiktok.md §12. */
export function signatureParts(
	header: string | undefined,
): { seconds: string; signature: string } | null {
	const parts = new Map(
		(header ?? '').split(',').map((part): [string, string] => {
			const [name = '', value = ''] = part.split('=', 2);
			return [name.trim(), value.trim()];
		}),
	);
	const seconds = parts.get('t') ?? '';
	const signature = parts.get('s') ?? '';
	if (!/^\d{1,12}$/.test(seconds) || !/^[0-9a-f]{64}$/i.test(signature)) return null;
	return { seconds, signature: signature.toLowerCase() };
}

export function isStale(seconds: string, nowMs: number): boolean {
	return Math.abs(nowMs - Number(seconds) * 1000) > signatureLifeMs;
}

/** Reads a body whose signature is TikTok's; null when it is not in TikTok's form. */
export function newsIn(body: string): TikTokNews | null {
	const parsed = bodySchema.safeParse(storableJson(body));
	if (!parsed.success) return null;
	const { event, client_key: clientKey, user_openid: openId, content } = parsed.data;
	if (event === 'authorization.removed') return { about: 'grant', clientKey, openId, event };
	// TikTok sends the content as JSON within a string.
	const inner = contentSchema.safeParse(
		typeof content === 'string' ? storableJson(content) : content,
	);
	if (event.startsWith('post.publish.') && inner.success) {
		return { about: 'post', publishId: inner.data.publish_id, event };
	}
	return { about: 'other', event };
}

const bodySchema = z.object({
	event: z.string().min(1).max(100),
	client_key: z.string().default(''),
	user_openid: z.string().default(''),
	content: z.unknown().optional(),
});
const contentSchema = z.object({ publish_id: z.string().min(1).max(200) });
