import { z } from 'zod';

const state = z.object({
	posts: z.array(
		z.object({
			publishId: z.string(),
			postId: z.string().nullable(),
			user: z.string(),
			mode: z.enum(['inbox', 'direct']),
			caption: z.string(),
			privacy: z.string().nullable(),
			settings: z.record(z.string(), z.unknown()),
			sizeBytes: z.number(),
			sha256: z.string(),
		}),
	),
	publishes: z.array(
		z.object({
			publishId: z.string(),
			user: z.string(),
			status: z.string(),
			failReason: z.string().nullable(),
			sizeBytes: z.number(),
			uploadedBytes: z.number(),
			chunkCount: z.number(),
		}),
	),
	calls: z.array(
		z.object({
			endpoint: z.string(),
			user: z.string().nullable(),
			at: z.string(),
			httpStatus: z.number().nullable(),
			code: z.string(),
			publishId: z.string().optional(),
			range: z.string().optional(),
		}),
	),
	violations: z.array(z.object({ kind: z.string(), user: z.string().nullable() })),
	faults: z.array(z.unknown()),
});
export type SandboxState = z.infer<typeof state>;

/** The TikTok stand-in's control API as tests use it. */
export interface SandboxView {
	/** All that happened, or what concerns one user. */
	state(username?: string): Promise<SandboxState>;
	fault(fault: Record<string, unknown>): Promise<void>;
	clearFaults(): Promise<void>;
	control(path: string, body: Record<string, unknown>): Promise<void>;
}

export function sandboxOf(origin: string): SandboxView {
	const send = async (method: string, path: string, body?: unknown): Promise<void> => {
		const answer = await fetch(`${origin}/sandbox/${path}`, {
			method,
			headers: { 'content-type': 'application/json' },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		if (!answer.ok) throw new Error(`The sandbox refused ${path}: ${await answer.text()}`);
	};
	return {
		control: (path, body) => send('POST', path, body),
		fault: (fault) => send('POST', 'faults', fault),
		clearFaults: () => send('DELETE', 'faults'),
		async state(username) {
			const query = username === undefined ? '' : `?user=${encodeURIComponent(username)}`;
			return state.parse(await (await fetch(`${origin}/sandbox/state${query}`)).json());
		},
	};
}
