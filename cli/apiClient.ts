import { z } from 'zod';
import { catalogue, Problem, type ErrorCode } from '../lib/errors';
import { optionOf } from './optionNames';

/** 14ms's own API as the CLI uses it. Throws Problem with the API's code and sentence. */
export interface ApiClient {
	readonly baseUrl: string;
	/** Where a browser finds the pages: cookies of 127.0.0.1 do not count on localhost. */
	readonly pagesUrl: string;
	get<T>(path: string, answer: z.ZodType<T>): Promise<T>;
	post<T>(path: string, body: unknown, answer: z.ZodType<T>): Promise<T>;
	patch<T>(path: string, body: unknown, answer: z.ZodType<T>): Promise<T>;
	delete<T>(path: string, answer: z.ZodType<T>): Promise<T>;
}

/** A preview of a channel may take a minute. */
const timeoutMs = 90_000;

const problemBody = z.object({ code: z.string(), detail: z.string() });

export function createApiClient(
	baseUrl: string,
	operatorToken: string,
	pagesUrl = baseUrl,
): ApiClient {
	return {
		...{ baseUrl, pagesUrl },
		get: (path, answer) => call('GET', path, undefined, answer),
		post: (path, body, answer) => call('POST', path, body, answer),
		patch: (path, body, answer) => call('PATCH', path, body, answer),
		delete: (path, answer) => call('DELETE', path, undefined, answer),
	};

	async function call<T>(
		method: string,
		path: string,
		body: unknown,
		answer: z.ZodType<T>,
	): Promise<T> {
		const response = await fetch(`${baseUrl}/api/v1${path}`, {
			method,
			headers: {
				authorization: `Bearer ${operatorToken}`,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			signal: AbortSignal.timeout(timeoutMs),
		}).catch(() => {
			throw new Problem(
				'server_unreachable',
				`14ms does not answer at ${baseUrl}: start it with \`npx 14ms up\`, or say where it runs with --url.`,
			);
		});
		const json: unknown = await response.json().catch(() => null);
		if (!response.ok) throw refusal(response.status, json, baseUrl);
		const parsed = answer.safeParse(json);
		if (parsed.success) return parsed.data;
		throw new Problem(
			'server_unreachable',
			`What answers at ${baseUrl} is not this version of 14ms.`,
		);
	}
}

/** The API's sentences name its own fields. */
export function inCliWords(sentence: string): string {
	return sentence
		.replaceAll('`again: true`', '`--again`')
		.replaceAll('`ownContent: true`', '`--own`')
		.replaceAll('`everyMinutes`', '`--every` in minutes')
		.replace('"none", "all" or {"last": N} with a number', '`none`, `all` or a number')
		.replace(
			/: choose (one of [A-Z_, ]+|one that TikTok offers)\./,
			': choose $1 with `--privacy`.',
		)
		.replace(/`([a-z][\w.]*)`/gi, (word, field: string) => {
			const option = optionOf(field);
			return option === null ? word : `\`${option}\``;
		});
}

function refusal(httpStatus: number, json: unknown, baseUrl: string): Problem {
	const { data } = problemBody.safeParse(json);
	if (data && isKnown(data.code)) return new Problem(data.code, inCliWords(data.detail));
	return new Problem(
		'server_unreachable',
		`What answers at ${baseUrl} is not 14ms (HTTP ${httpStatus}): check PORT, or give --url.`,
	);
}

function isKnown(code: string): code is ErrorCode {
	return Object.hasOwn(catalogue, code);
}
