import type { Problem } from '../lib/errors';

/** RFC 9457 problem details. `code` is stable, `detail` is for people, `errors` has every mistake. */
export interface ProblemJson {
	type: string;
	title: string;
	status: number;
	detail: string;
	code: string;
	errors?: { field?: string; detail: string }[];
	logId?: string;
	id?: string;
}

export function problemResponse(problem: Problem, more: Partial<ProblemJson> = {}): Response {
	const { code, status, message, extra } = problem;
	const mistakes = extra.mistakes?.map((detail) => ({ detail }));
	const body: ProblemJson = {
		type: `urn:14ms:problem:${code}`,
		title: title(code),
		status,
		detail: message,
		code,
		...(mistakes ? { errors: mistakes } : {}),
		...(extra.logId ? { logId: extra.logId } : {}),
		...more,
	};
	const headers = new Headers({ 'Content-Type': 'application/problem+json' });
	if (extra.retryAfterMs !== undefined) {
		headers.set('Retry-After', String(Math.ceil(extra.retryAfterMs / 1000)));
	}
	if (status === 401) headers.set('WWW-Authenticate', 'Bearer realm="14ms"');
	return new Response(JSON.stringify(body), { status, headers });
}

function title(code: string): string {
	const words = code.replaceAll('_', ' ');
	return words.charAt(0).toUpperCase() + words.slice(1);
}
