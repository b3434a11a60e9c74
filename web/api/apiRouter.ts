import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { problemResponse } from '../problemJson';
import type { WebEnv } from '../webDeps';
import { mistakesOf, problemOfMistakes, type Mistake } from './mistakes';

/**
 * A router whose refused inputs answer as problem details, every mistake in `errors`.
 * @param more finds what the schemas cannot know, since it depends on who asks
 */
export function apiRouter(
	more: (c: Context<WebEnv>) => Promise<Mistake[]> = () => Promise.resolve([]),
): OpenAPIHono<WebEnv> {
	return new OpenAPIHono<WebEnv>({
		defaultHook: async (result, c) => {
			if (result.success) return;
			const errors = [...(await more(c)), ...mistakesOf(result.error)];
			return problemResponse(problemOfMistakes(errors), { errors });
		},
	});
}

export function json<Schema extends z.ZodType>(description: string, schema: Schema) {
	return { description, content: { 'application/json': { schema } } };
}

export function body<Schema extends z.ZodType>(schema: Schema) {
	return { required: true, content: { 'application/json': { schema } } };
}

const problemSchema = z.object({
	type: z.string(),
	title: z.string(),
	status: z.int(),
	detail: z.string(),
	code: z.string(),
	errors: z.array(z.object({ field: z.string().optional(), detail: z.string() })).optional(),
});

/** Every operation may answer a problem. */
export const problems = {
	default: {
		description: 'A problem (RFC 9457); `code` is stable',
		content: { 'application/problem+json': { schema: problemSchema } },
	},
};
