import type { Context, Hono } from 'hono';

import { refuse, type Answer } from '../answer';
import type { NodeEnv } from '../connection';
import type { Fault } from '../faults';
import { answerCall, type Who } from './answerCall';
import { cancelPublish } from './cancelPublish';
import { creatorInfo } from './creatorInfo';
import type { Endpoint } from './endpoint';
import { fetchStatus } from './fetchStatus';
import { initDirectPost, initInboxDraft } from './initVideo';
import { userInfo } from './userInfo';
import { listVideos, queryVideos } from './videos';
import type { Grant, User } from '../state';
import type { World } from '../world';

const endpoints: Endpoint[] = [
	userInfo,
	creatorInfo,
	initDirectPost,
	initInboxDraft,
	fetchStatus,
	cancelPublish,
	listVideos,
	queryVideos,
];

const minuteMs = 60_000;

/** TikTok's API with a bearer token: token, scope, content type and rate are checked here, in that order. */
export function apiRoutes(app: Hono<NodeEnv>, world: World): void {
	for (const endpoint of endpoints) {
		app.on(endpoint.method, endpoint.path, async (c) => {
			const text = endpoint.method === 'POST' ? await c.req.text() : '';
			const caller = callerOf(world, c.req.header('authorization'));
			return answerCall(c, world, endpoint.word, caller, (fates) =>
				run(c, world, endpoint, caller, text, fates),
			);
		});
	}
}

interface Caller extends Who {
	user: string;
	grant: Grant;
	account: User;
	isExpired: boolean;
}

function callerOf(world: World, authorization: string | undefined): Caller | null {
	const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
	for (const grant of world.state.grants) {
		const access = grant.accessTokens.find((known) => known.token === token);
		const account = world.state.users.find(({ username }) => username === grant.username);
		if (!access || !account) continue;
		const isExpired = grant.revoked || world.now() >= access.expiresAt;
		const { clientKey, username: user } = grant;
		return { clientKey, user, grant, account, isExpired };
	}
	return null;
}

function run(
	c: Context<NodeEnv>,
	world: World,
	endpoint: Endpoint,
	caller: Caller | null,
	text: string,
	fates: Fault[],
): Answer {
	if (!caller || caller.isExpired) {
		const message = 'The access token is invalid or not found in the request.';
		return refuse(401, 'access_token_invalid', message);
	}
	const { grant, account: user } = caller;
	if (endpoint.scopes.length && !endpoint.scopes.some((scope) => grant.scopes.includes(scope))) {
		const message = `The user did not authorize the scope ${endpoint.scopes.join(' or ')}.`;
		return refuse(401, 'scope_not_authorized', message);
	}
	const typeMistake = mistakeInContentType(endpoint, c.req.header('content-type'));
	if (typeMistake) {
		world.violate('wrong_content_type', user.username, `${endpoint.word}: ${typeMistake}`);
		return refuse(400, 'invalid_params', typeMistake);
	}
	if (isOverLimit(world, endpoint, caller)) {
		const detail = `${endpoint.word}: more than ${endpoint.perMinute ?? 0} calls in a minute.`;
		world.violate('over_limit', user.username, detail);
		return refuse(429, 'rate_limit_exceeded', 'The API rate limit was exceeded.');
	}
	const body = parseBody(text);
	if (body === undefined) {
		return refuse(400, 'invalid_params', 'The body is not a JSON object.');
	}
	const url = new URL(c.req.url);
	return endpoint.run({
		world,
		grant,
		user,
		query: url.searchParams,
		body,
		origin: url.origin,
		fates,
	});
}

function mistakeInContentType({ contentType }: Endpoint, header = ''): string | null {
	if (contentType === null) return null;
	const [type = '', ...parameters] = header
		.toLowerCase()
		.split(';')
		.map((part) => part.trim());
	if (type !== 'application/json') return 'Content-Type must be application/json.';
	const charset = parameters.find((parameter) => parameter.startsWith('charset='));
	const isUtf8 = charset?.replaceAll('"', '') === 'charset=utf-8';
	if (isUtf8 || (contentType === 'json' && !charset)) return null;
	return 'Content-Type must be application/json; charset=UTF-8.';
}

/** A sliding minute over all of a user's tokens; refused calls do not count. */
function isOverLimit(world: World, { word, perMinute }: Endpoint, caller: Caller): boolean {
	if (perMinute === null) return false;
	const who = { endpoint: word, user: caller.user, clientKey: caller.clientKey };
	const recent = world.calls.recent(who, world.now() - minuteMs);
	return recent.filter((call) => call.httpStatus !== 429).length >= perMinute;
}

function parseBody(text: string): object | undefined {
	if (text.trim() === '') return {};
	try {
		const body: unknown = JSON.parse(text);
		return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : undefined;
	} catch {
		return undefined;
	}
}
