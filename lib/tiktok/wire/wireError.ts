import { z } from 'zod';
import { id, text } from './fields';

export interface WireError {
	code: string;
	message: string | null;
	logId: string | null;
}

const logIds = { log_id: id.nullish(), logid: id.nullish() };
const flat = z.object({ error: z.string().min(1), error_description: text, ...logIds });
const inner = z.object({ code: id, message: text, ...logIds });
const wrapped = z.object({ error: inner });

/** The error in a body, in any of TikTok's shapes; null when it holds none. Judge by this before the HTTP status. */
export function errorIn(body: unknown): WireError | null {
	const oauth = flat.safeParse(body);
	if (oauth.success) {
		const { error, error_description: message } = oauth.data;
		return { code: error, message: message ?? null, logId: logIdOf(oauth.data) };
	}
	// TikTok's own sample of an error comes without the envelope.
	const bare = inner.extend({ message: z.string() });
	const found = z.union([wrapped.transform((b) => b.error), bare]).safeParse(body);
	if (!found.success || found.data.code === 'ok') return null;
	const { code, message } = found.data;
	return { code, message: message ?? null, logId: logIdOf(found.data) };
}

/** The `log_id` of any body, errors or not: TikTok's support asks for it. */
export function logIdIn(body: unknown): string | null {
	const top = z.object(logIds).safeParse(body);
	const nested = z.object({ error: z.object(logIds) }).safeParse(body);
	return (
		(top.success ? logIdOf(top.data) : null) ??
		(nested.success ? logIdOf(nested.data.error) : null)
	);
}

function logIdOf(part: { log_id?: string | null; logid?: string | null }): string | null {
	return (part.log_id ?? part.logid) || null;
}
