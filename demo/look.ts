import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const pollMs = 150;
const patienceMs = 90_000;

const repost = z.object({
	id: z.string(),
	state: z.string(),
	sha256: z.string().nullable(),
	progress: z.object({ doneBytes: z.number() }).nullable(),
	timeline: z.array(z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) })),
});
export type SeenRepost = z.infer<typeof repost>;

/** 14ms's API with the operator token of its data folder. */
export function apiOf(baseUrl: string, dataDir: string) {
	const token = readFileSync(join(dataDir, 'operator-token'), 'utf8').trim();
	const get = async (path: string): Promise<unknown> => {
		const headers = { authorization: `Bearer ${token}` };
		const response = await fetch(`${baseUrl}/api/v1${path}`, { headers });
		return response.json();
	};
	return {
		token,
		async repostOf(videoId: string): Promise<SeenRepost | null> {
			const list = z.object({ items: z.array(z.object({ id: z.string() })) });
			const { items } = list.parse(await get(`/reposts?video=${videoId}`));
			return items[0] ? repost.parse(await get(`/reposts/${items[0].id}`)) : null;
		},
	};
}
export type Api = ReturnType<typeof apiOf>;

const state = z.object({
	posts: z.array(
		z.object({
			mode: z.enum(['inbox', 'direct']),
			user: z.string(),
			sha256: z.string(),
			sizeBytes: z.number(),
		}),
	),
	violations: z.array(z.unknown()),
});

/** What the sandbox's TikTok has received, and every rule that was broken. */
export async function sandboxState(pageUrl: string): Promise<z.infer<typeof state>> {
	return state.parse(await (await fetch(`${pageUrl}/state`)).json());
}

/** Looks again and again until `look` finds something. */
export async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
	const startedAtMs = Date.now();
	for (;;) {
		const found = await look();
		if (found !== null) return found;
		if (Date.now() - startedAtMs > patienceMs) throw new Error(`Waited in vain for ${what}.`);
		await delay(pollMs);
	}
}
