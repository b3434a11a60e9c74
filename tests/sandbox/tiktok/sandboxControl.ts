import { z } from 'zod';

const record = z.record(z.string(), z.unknown());

export const stateSchema = z.object({
	posts: z.array(
		z.object({
			publishId: z.string(),
			postId: z.string().nullable(),
			user: z.string(),
			mode: z.string(),
			caption: z.string(),
			privacy: z.string().nullable(),
			sizeBytes: z.number(),
			sha256: z.string(),
			at: z.iso.datetime(),
		}),
	),
	publishes: z.array(
		z.looseObject({ publishId: z.string(), status: z.string(), uploadedBytes: z.number() }),
	),
	calls: z.array(
		z.looseObject({
			endpoint: z.string(),
			user: z.string().nullable(),
			httpStatus: z.number().nullable(),
			code: z.string(),
		}),
	),
	violations: z.array(z.looseObject({ kind: z.string(), detail: z.string() })),
	webhooks: z.array(z.looseObject({ event: z.string(), state: z.string() })),
});

export async function stateOf(tiktok: { origin: string }) {
	const answer = await fetch(`${tiktok.origin}/sandbox/state`);
	return stateSchema.parse(await answer.json());
}

export async function violationsOf(tiktok: { origin: string }): Promise<string[]> {
	return (await stateOf(tiktok)).violations.map(({ kind }) => kind);
}

/** A call of the control API. */
export async function control(tiktok: { origin: string }, path: string, body: object = {}) {
	const answer = await fetch(`${tiktok.origin}/sandbox/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const text = await answer.text();
	return { status: answer.status, body: record.parse(JSON.parse(text)) };
}
