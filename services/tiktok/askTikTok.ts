import axios from 'axios';
import type { z } from 'zod';
import { meaningOfTikTok } from '../../lib/tiktok/errorTable';
import type { TikTokEndpoint } from '../../lib/tiktok/limits';
import { errorIn, logIdIn } from '../../lib/tiktok/wire/wireError';
import type { Agents } from '../http/agents';
import { parseBody } from './parseBody';
import { retryAfterMsOf } from './retryAfter';
import { TikTokError } from './tikTokError';
import { unanswered, whyNoAnswer } from './unanswered';

export interface Question<T> {
	endpoint: TikTokEndpoint;
	method: 'GET' | 'POST';
	url: string;
	accessToken?: string;
	/** Sent as JSON. */
	json?: unknown;
	/** Sent as a form (OAuth). */
	form?: Record<string, string>;
	answer: z.ZodType<T>;
}

export interface Transport {
	agents: Agents;
	timeoutMs: number;
}

const largestAnswerBytes = 2_000_000;

/**
 * One call of TikTok's API. Throws TikTokError and nothing else: axios's own errors hold the headers and the body, so
 * they end here.
 */
export async function askTikTok<T>(question: Question<T>, transport: Transport): Promise<T> {
	const { endpoint, answer } = question;
	const secrets = secretsOf(question);
	const reply = await send(question, transport);
	if ('noAnswer' in reply) throw unanswered(endpoint, reply.noAnswer);
	const { httpStatus, body, retryAfterMs } = reply;
	const error = errorIn(body);
	const parsed = answer.safeParse(body);
	const isGood = httpStatus >= 200 && httpStatus < 300 && !error && body !== undefined;
	if (isGood && parsed.success) return parsed.data;
	const hidden = (text: string | null | undefined) => withoutSecrets(text ?? null, secrets);
	const code = hidden(error?.code);
	throw new TikTokError(
		endpoint,
		meaningOfTikTok({
			endpoint,
			httpStatus,
			code,
			message: hidden(error?.message),
			retryAfterMs,
		}),
		{ httpStatus, tiktokCode: code, logId: hidden(error?.logId ?? logIdIn(body)) },
	);
}

async function send(
	question: Question<unknown>,
	{ agents, timeoutMs }: Transport,
): Promise<
	{ httpStatus: number; body: unknown; retryAfterMs: number | null } | { noAnswer: string | null }
> {
	const { method, url, accessToken, json, form } = question;
	try {
		const response = await axios.request<string>({
			...agents,
			method,
			url,
			headers: {
				Accept: 'application/json',
				'Cache-Control': 'no-cache',
				'User-Agent': '14ms',
				...(accessToken ? { Authorization: `Bearer ${accessToken}` } : {}),
				...(json === undefined
					? {}
					: { 'Content-Type': 'application/json; charset=UTF-8' }),
				...(form ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
			},
			data: form ? new URLSearchParams(form).toString() : jsonText(json),
			responseType: 'text',
			transformRequest: [(data: unknown) => data],
			transformResponse: [(data: unknown) => data],
			validateStatus: () => true,
			maxRedirects: 0,
			maxContentLength: largestAnswerBytes,
			signal: AbortSignal.timeout(timeoutMs),
		});
		return {
			httpStatus: response.status,
			body: parseBody(response.data),
			retryAfterMs: retryAfterMsOf(response.headers['retry-after']),
		};
	} catch (error) {
		return { noAnswer: whyNoAnswer(error) };
	}
}

function jsonText(json: unknown): string | undefined {
	return json === undefined ? undefined : JSON.stringify(json);
}

const secretFields = ['client_secret', 'code', 'code_verifier', 'refresh_token', 'token'];

function secretsOf({ accessToken, form = {} }: Question<unknown>): string[] {
	return [accessToken, ...secretFields.map((field) => form[field])].filter(
		(secret) => secret !== undefined,
	);
}

/** Should an answer ever repeat what we sent, it is not repeated further. */
function withoutSecrets(text: string | null, secrets: string[]): string | null {
	if (text === null) return null;
	const hidden = secrets
		.filter((secret) => secret.length >= 8)
		.reduce((rest, secret) => rest.replaceAll(secret, '[hidden]'), text);
	return hidden.slice(0, 300);
}
