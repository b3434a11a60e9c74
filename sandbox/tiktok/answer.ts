import { stringify } from 'lossless-json';

import type { Strike } from './faults';
import { newLogId } from './ids';

/** What TikTok says: the status, the code for the call log, and the body. */
export interface Answer {
	httpStatus: number;
	code: string;
	body: unknown;
	publishId?: string;
	retryAfterSec?: number;
}

export function ok(data?: object, publishId?: string): Answer {
	return {
		httpStatus: 200,
		code: 'ok',
		body: { ...(data ? { data } : {}), error: errorOf('ok', '') },
		...(publishId ? { publishId } : {}),
	};
}

export function refuse(httpStatus: number, code: string, message: string): Answer {
	return { httpStatus, code, body: { data: {}, error: errorOf(code, message) } };
}

/** TikTok's OAuth endpoints: flat, and under HTTP 200 even when they refuse. */
export function refuseOAuth(code: string, description: string): Answer {
	return {
		httpStatus: 200,
		code,
		body: { error: code, error_description: description, log_id: newLogId() },
	};
}

/** The answer that a `status` fault asks for, in the shape of its endpoint. */
export function answerOfFault(
	fault: Extract<NonNullable<Strike['answer']>, { kind: 'status' }>,
): Answer {
	const shape = fault.endpoint.startsWith('oauth/') ? refuseOAuth : null;
	const answer = shape
		? shape(fault.code, fault.message)
		: refuse(fault.httpStatus, fault.code, fault.message);
	return {
		...answer,
		httpStatus: fault.httpStatus,
		...(fault.body === undefined ? {} : { body: fault.body }),
		...(fault.retryAfterSec === undefined ? {} : { retryAfterSec: fault.retryAfterSec }),
	};
}

/** JSON with BigInts written as bare numbers, whatever their length; a string is sent as it is. */
export function bodyText(body: unknown): string {
	return typeof body === 'string' ? body : (stringify(body) ?? '');
}

function errorOf(code: string, message: string) {
	return { code, message, log_id: newLogId() };
}
