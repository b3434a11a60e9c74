import { textOf } from './textOf';

export interface ProblemWords {
	/** What happened. */
	message: string;
	/** How to go on. */
	description: string;
	httpCode: string | null;
	/** 14ms's stable code, where it answered with one. */
	code: string | null;
}

/** Turns whatever n8n's request threw into words for the person who must act; 14ms's own sentence where there is one. */
export function problemOf(error: unknown, serverUrl: string): ProblemWords {
	const httpCode = statusOf(error);
	const problem = bodyOf(error);
	const code = text(problem.code);
	const detail = text(problem.detail);
	if (detail !== null) {
		const words = [howToGoOn(code, serverUrl), code === null ? null : `Code: ${code}`];
		const description = words.filter((word) => word !== null).join('. ');
		return { message: detail, description, httpCode, code };
	}
	if (httpCode !== null) {
		const [message, description] = wordsOfStatus(httpCode, serverUrl);
		return { message, description, httpCode, code };
	}
	return {
		message: `14ms could not be reached at ${serverUrl}`,
		description:
			'Check that 14ms runs and that the Server URL of the credential is the address n8n reaches it at. From a container, "localhost" is the container itself',
		httpCode,
		code,
	};
}

function howToGoOn(code: string | null, serverUrl: string): string | null {
	switch (code) {
		case 'bad_token':
		case 'not_signed_in':
			return 'Open the credential and connect the account again';
		case 'reconnect_needed':
		case 'scope_missing':
			return `Connect the TikTok account again at ${serverUrl}`;
		case 'own_content_required':
			return "Turn on 'This Is My Own Video' if it is";
		case 'channel_not_verified':
			return "Turn on 'This Is My Own Channel' if it is";
		case 'sync_paused':
			return "Use the operation 'Resume' first";
		case 'privacy_required':
			return "Choose a 'Privacy Level Name or ID'";
		case 'callback_unreachable':
			return 'Set WEBHOOK_URL of n8n to an address that 14ms reaches, or use Start with a 14ms Trigger instead';
		default:
			return null;
	}
}

function wordsOfStatus(httpCode: string, serverUrl: string): [string, string] {
	if (httpCode === '401') {
		return [
			'14ms no longer accepts this credential',
			'Open the credential and connect the account again',
		];
	}
	if (httpCode === '404') {
		return [
			'14ms does not know this',
			'Check the ID and that it belongs to the account of this credential',
		];
	}
	if (httpCode === '429') {
		return [
			'14ms was asked too often',
			"Try again in a minute, or turn on 'Retry On Fail' in the node's settings",
		];
	}
	return [
		`${serverUrl} answered with status ${httpCode}`,
		'Check that the Server URL of the credential is the address of 14ms and look into its log',
	];
}

/** n8n hands on axios's error, as itself or wrapped; the problem details are in one of these places. */
function bodyOf(error: unknown): Record<string, unknown> {
	const places = [
		dig(error, 'response', 'data'),
		dig(error, 'response', 'body'),
		dig(error, 'context', 'data'),
		dig(error, 'cause', 'response', 'data'),
		dig(error, 'error'),
	];
	for (const place of places) {
		const found = typeof place === 'string' ? parsed(place) : place;
		if (isRecord(found) && typeof found.detail === 'string') return found;
	}
	return {};
}

function statusOf(error: unknown): string | null {
	const places = [
		dig(error, 'response', 'status'),
		dig(error, 'response', 'statusCode'),
		dig(error, 'cause', 'response', 'status'),
		dig(error, 'httpCode'),
		dig(error, 'statusCode'),
		dig(error, 'status'),
	];
	const found = places.find((place) => /^[1-5]\d\d$/.test(textOf(place)));
	return found === undefined ? null : textOf(found);
}

function dig(value: unknown, ...path: string[]): unknown {
	return path.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), value);
}

function parsed(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return null;
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function text(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}
