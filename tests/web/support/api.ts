import { operatorToken, type WebUnderTest } from './startWebUnderTest';

export interface Answer {
	status: number;
	headers: Headers;
	// What came is what the tests are about, so it is looked at field by field.
	body: Record<string, unknown>;
}

/** Calls the API with the operator token; `body` as JSON unless it is text already. */
export async function api(
	web: Pick<WebUnderTest, 'origin'>,
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
): Promise<Answer> {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const response = await fetch(`${web.origin}/api/v1${path}`, {
		method,
		...(body === undefined ? {} : { body: text }),
		headers: {
			Authorization: `Bearer ${operatorToken}`,
			...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			...headers,
		},
	});
	const parsed: unknown = JSON.parse((await response.text()) || '{}');
	return {
		status: response.status,
		headers: response.headers,
		body: parsed as Record<string, unknown>,
	};
}
