import { z } from 'zod';
import { repostStates } from '../../lib/posting/states';
import type { Place } from '../support/place';

const seen = z.object({
	id: z.string(),
	state: z.enum(repostStates),
	attempt: z.int(),
	nextStep: z.string().nullable(),
	publishId: z.string().nullable(),
	sha256: z.string().nullable(),
	error: z.object({ code: z.string(), message: z.string() }).nullable(),
	timeline: z.array(
		z.object({
			type: z.string(),
			data: z.record(z.string(), z.unknown()),
			at: z.string(),
		}),
	),
});
/** A repost as the API shows it. */
export type Seen = z.infer<typeof seen>;

/** The id; null when no answer came, or none that tells. */
export async function postRepost(place: Place, request: object): Promise<string | null> {
	const answer = await ask(place, '/reposts', {
		method: 'POST',
		body: JSON.stringify(request),
	});
	return z.object({ id: z.string() }).safeParse(answer).data?.id ?? null;
}

/** Null when no answer came. */
export async function readRepost(place: Place, id: string): Promise<Seen | null> {
	return seen.safeParse(await ask(place, `/reposts/${encodeURIComponent(id)}`)).data ?? null;
}

async function ask(place: Place, path: string, init: RequestInit = {}): Promise<unknown> {
	try {
		const authorization = `Bearer ${place.operatorToken()}`;
		const answer = await fetch(`${place.loopbackUrl}/api/v1${path}`, {
			...init,
			headers: { authorization, 'content-type': 'application/json' },
			signal: AbortSignal.timeout(15_000),
		});
		return await answer.json();
	} catch {
		return null;
	}
}
