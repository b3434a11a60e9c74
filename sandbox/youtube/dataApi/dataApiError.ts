import { z } from 'zod';
import { type Answer, jsonAnswer } from '../answer';

/** What Google refuses with; the words are its own as far as they are known. */
export const dataApiReason = z.enum([
	'badKey',
	'keyBlocked',
	'notEnabled',
	'noKey',
	'quotaExceeded',
	'rateLimitExceeded',
	'backendError',
	'playlistNotFound',
	'missingRequiredParameter',
	'invalidParameter',
	'invalidPageToken',
	'incompatibleParameters',
	'unknownPart',
]);
export type DataApiReason = z.infer<typeof dataApiReason>;

interface Row {
	status: number;
	message: string;
	domain: string;
	reason: string;
	/** Newer services beside `errors`. */
	google: string;
	info?: string;
}

const bad = (reason: string, message: string): Row => {
	return {
		status: 400,
		message,
		domain: 'youtube.parameter',
		reason,
		google: 'INVALID_ARGUMENT',
	};
};

const rows: Record<DataApiReason, Row> = {
	badKey: {
		...bad('badRequest', 'API key not valid. Please pass a valid API key.'),
		domain: 'global',
		info: 'API_KEY_INVALID',
	},
	keyBlocked: {
		status: 403,
		message: 'The provided API key has an IP address restriction.',
		domain: 'global',
		reason: 'forbidden',
		google: 'PERMISSION_DENIED',
		info: 'API_KEY_IP_ADDRESS_BLOCKED',
	},
	notEnabled: {
		status: 403,
		message:
			'YouTube Data API v3 has not been used in project 14 before or it is disabled. Enable it, then retry.',
		domain: 'usageLimits',
		reason: 'accessNotConfigured',
		google: 'PERMISSION_DENIED',
		info: 'SERVICE_DISABLED',
	},
	noKey: {
		status: 403,
		message:
			"Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
		domain: 'global',
		reason: 'forbidden',
		google: 'PERMISSION_DENIED',
	},
	quotaExceeded: {
		status: 403,
		message: 'The request cannot be completed because you have exceeded your quota.',
		domain: 'youtube.quota',
		reason: 'quotaExceeded',
		google: 'RESOURCE_EXHAUSTED',
	},
	rateLimitExceeded: {
		status: 429,
		message: 'Quota exceeded for quota metric "Queries" and limit "Queries per minute".',
		domain: 'usageLimits',
		reason: 'rateLimitExceeded',
		google: 'RESOURCE_EXHAUSTED',
		info: 'RATE_LIMIT_EXCEEDED',
	},
	backendError: {
		status: 503,
		message: 'Backend Error',
		domain: 'global',
		reason: 'backendError',
		google: 'UNAVAILABLE',
	},
	playlistNotFound: {
		status: 404,
		message:
			"The playlist identified with the request's <code>playlistId</code> parameter cannot be found.",
		domain: 'youtube.playlistItem',
		reason: 'playlistNotFound',
		google: 'NOT_FOUND',
	},
	missingRequiredParameter: bad('missingRequiredParameter', 'No filter selected, or no part.'),
	invalidParameter: bad('invalidParameter', 'Invalid value of a parameter.'),
	invalidPageToken: bad('invalidPageToken', 'The request specifies an invalid page token.'),
	incompatibleParameters: bad(
		'incompatibleParameters',
		'Incompatible parameters specified in the request.',
	),
	unknownPart: bad('unknownPart', 'An unknown part was asked for.'),
};

/** Google's shape of an error, under its HTTP status. */
export function dataApiError(kind: DataApiReason): Answer {
	const { status, message, domain, reason, google, info } = rows[kind];
	const details = info && [
		{
			'@type': 'type.googleapis.com/google.rpc.ErrorInfo',
			reason: info,
			domain: 'googleapis.com',
		},
	];
	const error = {
		code: status,
		message,
		errors: [{ message, domain, reason }],
		status: google,
		...(details ? { details } : {}),
	};
	return jsonAnswer({ error }, status);
}
