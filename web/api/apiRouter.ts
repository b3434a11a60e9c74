import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
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

/** Where every field may be left out: an empty body, whatever its Content-Type, says nothing. */
export const emptyIsNothing: MiddlewareHandler<WebEnv> = async (c, next) => {
	// Without a Content-Type an empty body is none to Hono.
	const isTyped = c.req.header('content-type') !== undefined;
	if (isTyped && (await c.req.text()).trim() === '') {
		Object.assign(c.req.bodyCache, { text: Promise.resolve('{}') });
	}
	await next();
};

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
