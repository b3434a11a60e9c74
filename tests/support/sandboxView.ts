import { z } from 'zod';

const state = z.object({
	posts: z.array(
		z.object({
			publishId: z.string(),
			user: z.string(),
			mode: z.enum(['inbox', 'direct']),
			caption: z.string().nullish(),
			privacy: z.string().nullish(),
			sizeBytes: z.number(),
			sha256: z.string(),
		}),
	),
	calls: z.array(
		z.object({
			endpoint: z.string(),
			httpStatus: z.number().nullish(),
			code: z.string().nullish(),
		}),
	),
	violations: z.array(z.unknown()),
});
export type SandboxState = z.infer<typeof state>;

/** The TikTok stand-in's control API as tests use it. */
export interface SandboxView {
	state(): Promise<SandboxState>;
	fault(fault: Record<string, unknown>): Promise<void>;
	control(path: string, body: Record<string, unknown>): Promise<void>;
}

export function sandboxOf(origin: string): SandboxView {
	const control = async (path: string, body: Record<string, unknown>): Promise<void> => {
		const answer = await fetch(`${origin}/sandbox/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (!answer.ok) throw new Error(`The sandbox refused ${path}: ${await answer.text()}`);
	};
	return {
		control,
		fault: (fault) => control('faults', fault),
		async state() {
			return state.parse(await (await fetch(`${origin}/sandbox/state`)).json());
		},
	};
}
