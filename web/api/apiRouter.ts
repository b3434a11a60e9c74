import { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { problemResponse } from '../problemJson';
import type { WebEnv } from '../webDeps';
import { mistakesOf, problemOfMistakes } from './mistakes';

/** A router whose refused inputs answer as problem details, every mistake in `errors`. */
export function apiRouter(): OpenAPIHono<WebEnv> {
	return new OpenAPIHono<WebEnv>({
		defaultHook: (result) => {
			if (result.success) return;
			const errors = mistakesOf(result.error);
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
