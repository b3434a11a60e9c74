import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { pauseRequest } from '../../lib/posting/lane/laneView';
import { decisionStates } from '../../lib/sync/decision';
import {
	decisionView,
	previewRequest,
	previewView,
	syncChanges,
	syncRequest,
	syncRunView,
	syncView,
} from '../../lib/sync/syncView';
import { videoIdOf } from '../../lib/youtube/videoId';
import { accountAsked, accountFilter, checkOwn, nameOf } from '../auth/ownAccount';
import type { WebDeps, WebEnv } from '../webDeps';
import { apiRouter, body, json, problems } from './apiRouter';
import { missingAccount } from './missingAccount';
import { pageLimit } from './pageLimit';

const params = z.object({ id: z.string() });
const answer = { 200: json('The sync as it is now', syncView), ...problems };

const account = syncRequest.shape.account
	.optional()
	.describe('Account id, username or unique display name; OAuth2 tokens may leave it out');
const made = syncView.extend({
	created: z.boolean().describe('False: this is an earlier one, unchanged'),
	notice: z.string().nullable(),
});
const pageOf = <Item extends z.ZodType>(item: Item) =>
	json('One page', z.object({ items: z.array(item), nextCursor: z.string().nullable() }));

const countMistake = '`count` must be a number from 1 to 50.';
const count = z
	.string()
	.regex(/^([1-9]|[1-4]\d|50)$/, countMistake)
	.transform(Number)
	.default(50)
	.describe('So many of the newest Shorts');

const create = createRoute({
	method: 'post',
	path: '/syncs',
	summary: 'Follow a channel; asking twice gives the same sync',
	request: { body: body(syncRequest.extend({ account })) },
	responses: {
		201: json('Stored and scheduled', made),
		200: json('The earlier one', made),
		...problems,
	},
});
const list = createRoute({
	method: 'get',
	path: '/syncs',
	summary: 'Syncs, newest first',
	request: {
		query: z.object({
			account: z.string().optional(),
			cursor: z.string().optional(),
			limit: pageLimit,
		}),
	},
	responses: { 200: pageOf(syncView), ...problems },
});
const get = createRoute({
	method: 'get',
	path: '/syncs/{id}',
	summary: 'One sync',
	request: { params },
	responses: { 200: json('The sync', syncView), ...problems },
});
const change = createRoute({
	method: 'patch',
	path: '/syncs/{id}',
	summary: 'Change what is given; what a changed rule had skipped is decided on anew',
	request: { params, body: body(syncChanges) },
	responses: answer,
});
const remove = createRoute({
	method: 'delete',
	path: '/syncs/{id}',
	summary: 'Stop following; its reposts and its decisions stay',
	request: { params },
	responses: { 200: json('It is gone', z.object({ deleted: z.literal(true) })), ...problems },
});
const run = createRoute({
	method: 'post',
	path: '/syncs/{id}/run',
	summary: 'Look at the channel now',
	request: { params },
	responses: answer,
});
const pause = createRoute({
	method: 'post',
	path: '/syncs/{id}/pause',
	summary: 'Look no more until it is resumed',
	request: { params, body: body(pauseRequest) },
	responses: answer,
});
const resume = createRoute({
	method: 'post',
	path: '/syncs/{id}/resume',
	summary: 'Look again; also tries again what waited for a person',
	request: { params },
	responses: answer,
});
const decisions = createRoute({
	method: 'get',
	path: '/syncs/{id}/decisions',
	summary: 'What it decided about every video that it has seen, and why; newest first',
	request: {
		params,
		query: z.object({
			state: z.enum(decisionStates).optional(),
			reason: z.string().optional().describe('A stable code such as `excluded_word`'),
			cursor: z.string().optional(),
			limit: pageLimit,
		}),
	},
	responses: { 200: pageOf(decisionView), ...problems },
});
const runs = createRoute({
	method: 'get',
	path: '/syncs/{id}/runs',
	summary: 'The last runs that found something or failed, newest first',
	request: { params },
	responses: { 200: pageOf(syncRunView), ...problems },
});
const previewNew = createRoute({
	method: 'post',
	path: '/syncs/preview',
	summary: 'What a sync would do with the newest Shorts of a channel, and why; nothing is kept',
	request: { body: body(previewRequest.extend({ account })) },
	responses: { 200: json('Newest first', previewView), ...problems },
});
const previewOf = createRoute({
	method: 'get',
	path: '/syncs/{id}/preview',
	summary: 'What this sync would do with the newest Shorts of its channel now',
	request: { params, query: z.object({ count }) },
	responses: { 200: json('Newest first', previewView), ...problems },
});
const caption = createRoute({
	method: 'get',
	path: '/syncs/{id}/caption',
	summary: 'The caption that this sync would give to a video of its channel',
	request: {
		params,
		query: z.object({ video: z.string().describe('Any form of YouTube URL, or a video id') }),
	},
	responses: {
		200: json('The caption', z.object({ video: z.string(), caption: z.string() })),
		...problems,
	},
});

export function syncsApi({ store, syncs }: Pick<WebDeps, 'store' | 'syncs'>) {
	const api = apiRouter(missingAccount('/syncs', '/syncs/preview'));

	api.openapi(create, async (c) => {
		const viewer = c.get('viewer');
		const { account: name, ...wanted } = c.req.valid('json');
		const request = { ...wanted, account: await accountAsked(store, viewer, name) };
		const { sync, created, notice } = await syncs.create(request, nameOf(viewer));
		c.header('Location', `/api/v1/syncs/${encodeURIComponent(sync.id)}`);
		return c.json({ ...sync, created, notice }, created ? 201 : 200);
	});

	api.openapi(list, async (c) => {
		const { account: name, cursor, limit } = c.req.valid('query');
		const { accountId } = await accountFilter(store, c.get('viewer'), name);
		const filter = {
			limit,
			...(accountId === undefined ? {} : { account: accountId }),
			...(cursor === undefined ? {} : { cursor }),
		};
		return c.json(await syncs.list(filter), 200);
	});

	// Before /syncs/{id}, of which it would be one.
	api.openapi(previewNew, async (c) => {
		const { account: name, ...wanted } = c.req.valid('json');
		const request = {
			...wanted,
			account: await accountAsked(store, c.get('viewer'), name),
		};
		return c.json(await syncs.preview(request), 200);
	});

	api.openapi(get, async (c) => c.json(await own(c, c.req.valid('param').id), 200));

	api.openapi(change, async (c) => {
		const { id } = await own(c, c.req.valid('param').id);
		const changes = c.req.valid('json');
		return c.json(await syncs.change(id, changes, nameOf(c.get('viewer'))), 200);
	});

	api.openapi(remove, async (c) => {
		const { id } = await own(c, c.req.valid('param').id);
		await syncs.remove(id);
		return c.json({ deleted: true as const }, 200);
	});

	api.openapi(run, async (c) => {
		const { id } = await own(c, c.req.valid('param').id);
		return c.json(await syncs.run(id), 200);
	});

	api.openapi(pause, async (c) => {
		const { id } = await own(c, c.req.valid('param').id);
		return c.json(await syncs.pause(id, c.req.valid('json').note ?? null), 200);
	});

	api.openapi(resume, async (c) => {
		const { id } = await own(c, c.req.valid('param').id);
		return c.json(await syncs.resume(id), 200);
	});

	api.openapi(decisions, async (c) => {
		const { id } = await own(c, c.req.valid('param').id);
		const { state, reason, cursor, limit } = c.req.valid('query');
		const filter = {
			limit,
			...(state === undefined ? {} : { state }),
			...(reason === undefined ? {} : { reason }),
			...(cursor === undefined ? {} : { cursor }),
		};
		return c.json(await syncs.decisions(id, filter), 200);
	});

	api.openapi(runs, async (c) => {
		const { id } = await own(c, c.req.valid('param').id);
		return c.json({ items: await syncs.runs(id), nextCursor: null }, 200);
	});

	api.openapi(previewOf, async (c) => {
		const { id } = await own(c, c.req.valid('param').id);
		return c.json(await syncs.previewOf(id, c.req.valid('query').count), 200);
	});

	api.openapi(caption, async (c) => {
		const { id } = await own(c, c.req.valid('param').id);
		return c.json(await syncs.captionFor(id, videoIdOf(c.req.valid('query').video)), 200);
	});

	return api;

	async function own(c: Context<WebEnv>, id: string) {
		const sync = await syncs.get(id);
		checkOwn(c.get('viewer'), sync, 'sync');
		return sync;
	}
}
