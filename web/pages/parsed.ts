import type { z } from 'zod';
import { mistakesOf, problemOfMistakes } from '../api/mistakes';

/** What a form says; throws the Problem that its first mistake is. */
export function parsed<T>(schema: z.ZodType<T>, input: unknown): T {
	const result = schema.safeParse(input);
	if (result.success) return result.data;
	throw problemOfMistakes(mistakesOf(result.error));
}
