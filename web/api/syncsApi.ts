import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { listPage } from '../../lib/listPage';
import { pauseRequest } from '../../lib/posting/lane/laneView';
import { syncChanges, syncRequest, syncView } from '../../lib/sync/syncView';
import { accountAsked, accountFilter, nameOf } from '../auth/ownAccount';
import type { WebDeps } from '../webDeps';
import { apiRouter, body, emptyIsNothing, json, problems } from './apiRouter';
import { accountInBody, missingAccount } from './missingAccount';
import { ownSync, syncParams } from './ownSync';
import { pageLimit } from './pageLimit';

const answer = { 200: json('The sync as it is now', syncView), ...problems };
const made = syncView.extend({
	created: z.boolean().describe('False: this is an earlier one, unchanged'),
	notice: z.string().nullable(),
});

const create = createRoute({
	method: 'post',
	path: '/syncs',
	summary: 'Follow a channel; asking twice gives the same sync',
	request: { body: body(syncRequest.extend({ account: accountInBody })) },
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
	responses: { 200: json('One page', listPage(syncView)), ...problems },
});
const get = createRoute({
	method: 'get',
	path: '/syncs/{id}',
	summary: 'One sync',
	request: { params: syncParams },
	responses: { 200: json('The sync', syncView), ...problems },
});
const change = createRoute({
	method: 'patch',
	path: '/syncs/{id}',
	summary: 'Change what is given; what a changed rule had skipped is decided on anew',
	request: { params: syncParams, body: body(syncChanges) },
	responses: answer,
});
const remove = createRoute({
	method: 'delete',
	path: '/syncs/{id}',
	summary: 'Stop following; its reposts and its decisions stay',
	request: { params: syncParams },
	responses: { 200: json('It is gone', z.object({ deleted: z.literal(true) })), ...problems },
});
const run = createRoute({
	method: 'post',
	path: '/syncs/{id}/run',
	summary: 'Look at the channel now',
	request: { params: syncParams },
	responses: answer,
});
const pause = createRoute({
	method: 'post',
	path: '/syncs/{id}/pause',
	summary: 'Look no more until it is resumed',
	request: { params: syncParams, body: { ...body(pauseRequest), required: false } },
	middleware: emptyIsNothing,
	responses: answer,
});
const resume = createRoute({
	method: 'post',
	path: '/syncs/{id}/resume',
	summary: 'Look again; also tries again what waited for a person',
	request: { params: syncParams },
	responses: answer,
});

/** The channels that are followed. */
export function syncsApi(deps: Pick<WebDeps, 'store' | 'syncs'>) {
	const { store, syncs } = deps;
	const api = apiRouter(missingAccount('/syncs'));

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

	api.openapi(get, async (c) => c.json(await ownSync(deps, c, c.req.valid('param').id), 200));

	api.openapi(change, async (c) => {
		const { id } = await ownSync(deps, c, c.req.valid('param').id);
		const changes = c.req.valid('json');
		return c.json(await syncs.change(id, changes, nameOf(c.get('viewer'))), 200);
	});

	api.openapi(remove, async (c) => {
		const { id } = await ownSync(deps, c, c.req.valid('param').id);
		await syncs.remove(id);
		return c.json({ deleted: true as const }, 200);
	});

	api.openapi(run, async (c) => {
		const { id } = await ownSync(deps, c, c.req.valid('param').id);
		return c.json(await syncs.run(id), 200);
	});

	api.openapi(pause, async (c) => {
		const { id } = await ownSync(deps, c, c.req.valid('param').id);
		return c.json(await syncs.pause(id, c.req.valid('json').note ?? null), 200);
	});

	api.openapi(resume, async (c) => {
		const { id } = await ownSync(deps, c, c.req.valid('param').id);
		return c.json(await syncs.resume(id), 200);
	});

	return api;
}
