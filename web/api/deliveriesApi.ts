import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { Problem } from '../../lib/errors';
import { eventTypes } from '../../lib/events/eventTypes';
import { plainText } from '../../lib/plainText';
import type { Hook, Owner } from '../../services/store/deliveries';
import { checkOwn } from '../auth/ownAccount';
import type { WebDeps, WebEnv } from '../webDeps';
import { apiRouter, body, json, problems } from './apiRouter';

const longestWaitMs = 31 * 24 * 60 * 60_000;

const callbackRequest = z.strictObject({
	url: plainText.max(2_000).describe('Called once, by POST; its origin must be reachable'),
	reposts: z
		.array(plainText)
		.max(500)
		.describe('Ids of reposts; none at all only checks that the URL can be reached'),
	until: z.iso
		.datetime({ offset: true, error: '`until` must be a time such as 2026-12-24T18:00:00Z.' })
		.describe('Called then at the latest, with the present state; within a month'),
});

const secret = z.string().describe('Signs what is sent; not shown again');

const addCallback = createRoute({
	method: 'post',
	path: '/callbacks',
	summary: 'Be called once, when all these reposts are final or need a person',
	request: { body: body(callbackRequest) },
	responses: {
		201: json(
			'Kept; the call has the header `14ms-Signature: t=<seconds>,s=<HMAC-SHA256 of "t.body" in hex>`',
			z.object({
				id: z.string().nullable().describe('Null when only the URL was checked'),
				until: z.iso.datetime(),
				secret: secret.nullable(),
			}),
		),
		...problems,
	},
});

const hookView = z.object({
	id: z.string(),
	url: z.string(),
	types: z.array(z.enum(eventTypes)),
	accountId: z.string().nullable().describe('Null: the events of every account'),
	lastDeliveredAt: z.iso.datetime().nullable(),
	lastError: z.string().nullable().describe('Why the last call failed; null when it did not'),
	createdAt: z.iso.datetime(),
});

const addHook = createRoute({
	method: 'post',
	path: '/hooks',
	summary: 'An outgoing webhook: every event from now on, at least once, signed',
	request: {
		body: body(
			z.strictObject({
				url: plainText.max(2_000),
				types: z
					.array(z.enum(eventTypes))
					.min(1)
					.default([...eventTypes]),
			}),
		),
	},
	responses: { 201: json('Kept', hookView.extend({ secret })), ...problems },
});

const listHooks = createRoute({
	method: 'get',
	path: '/hooks',
	summary: 'Outgoing webhooks',
	responses: {
		200: json('All of them', z.object({ items: z.array(hookView), nextCursor: z.null() })),
		...problems,
	},
});

const removeHook = createRoute({
	method: 'delete',
	path: '/hooks/{id}',
	summary: 'Delete a webhook',
	request: { params: z.object({ id: z.string() }) },
	responses: { 200: json('It is gone', z.object({ deleted: z.literal(true) })), ...problems },
});

/** Being called by 14ms instead of asking it. */
export function deliveriesApi({ desk, deliveries }: Pick<WebDeps, 'desk' | 'deliveries'>) {
	const api = apiRouter();

	api.openapi(addCallback, async (c) => {
		const { url, reposts, until: untilText } = c.req.valid('json');
		const until = new Date(untilText);
		if (until.getTime() - Date.now() > longestWaitMs) {
			throw new Problem('bad_request', '`until` must be within a month.');
		}
		const repostIds = [...new Set(reposts)];
		for (const id of repostIds) checkOwn(c.get('viewer'), (await desk.get(id)).repost);
		const owner = ownerOf(c);
		if (repostIds.length === 0) {
			await deliveries.checkReachable({ owner, url });
			return c.json({ id: null, until: until.toISOString(), secret: null }, 201);
		}
		const added = await deliveries.addCallback({ owner, url, repostIds, until });
		const { id } = added.callback;
		return c.json({ id, until: until.toISOString(), secret: added.secret }, 201);
	});

	api.openapi(addHook, async (c) => {
		const { url, types } = c.req.valid('json');
		const added = await deliveries.addHook({ owner: ownerOf(c), url, types });
		return c.json({ ...viewOf(added.hook), secret: added.secret }, 201);
	});

	api.openapi(listHooks, async (c) => {
		const hooks = await deliveries.hooks(ownOnly(c));
		return c.json({ items: hooks.map(viewOf), nextCursor: null }, 200);
	});

	api.openapi(removeHook, async (c) => {
		await deliveries.removeHook(c.req.valid('param').id, ownOnly(c));
		return c.json({ deleted: true as const }, 200);
	});

	return api;
}

function ownerOf(c: Context<WebEnv>): Owner {
	const bound = c.get('viewer')?.bound;
	return { accountId: bound?.accountId ?? null, clientId: bound?.clientId ?? null };
}

/** The operator sees all, a client its own. */
function ownOnly(c: Context<WebEnv>): Owner | undefined {
	return c.get('viewer')?.bound ? ownerOf(c) : undefined;
}

function viewOf(hook: Hook) {
	const { id, url, types, accountId, lastDeliveredAt, lastError, createdAt } = hook;
	return {
		...{ id, url, types, accountId, lastError },
		lastDeliveredAt: lastDeliveredAt?.toISOString() ?? null,
		createdAt: createdAt.toISOString(),
	};
}
