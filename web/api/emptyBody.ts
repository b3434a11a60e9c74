import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import type { WebEnv } from '../webDeps';
import { mistakesOf, problemOfMistakes } from './mistakes';

const nothing = z.strictObject({});

/** For calls that take nothing: no body, or `{}`. What would be ignored is refused. Problem bad_request. */
export async function checkEmptyBody(c: Context<WebEnv>): Promise<void> {
	const text = await c.req.text();
	if (!text.trim()) return;
	const read = nothing.safeParse(jsonOf(text));
	if (!read.success) throw problemOfMistakes(mistakesOf(read.error));
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new HTTPException(400);
	}
}
