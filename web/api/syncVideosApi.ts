import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { listPage } from '../../lib/listPage';
import { decisionStates } from '../../lib/sync/decision';
import { decisionView, previewRequest, previewView, syncRunView } from '../../lib/sync/syncView';
import { videoIdOf } from '../../lib/youtube/videoId';
import { accountAsked } from '../auth/ownAccount';
import type { WebDeps } from '../webDeps';
import { apiRouter, body, json, problems } from './apiRouter';
import { accountInBody, missingAccount } from './missingAccount';
import { ownSync, syncParams } from './ownSync';
import { pageLimit } from './pageLimit';

const countMistake = '`count` must be a number from 1 to 50.';
const count = z
	.string()
	.regex(/^([1-9]|[1-4]\d|50)$/, countMistake)
	.transform(Number)
	.default(50)
	.describe('So many of the newest Shorts');

const decisions = createRoute({
	method: 'get',
	path: '/syncs/{id}/decisions',
	summary: 'What it decided about every video that it has seen, and why; newest first',
	request: {
		params: syncParams,
		query: z.object({
			state: z.enum(decisionStates).optional(),
			reason: z.string().optional().describe('A stable code such as `excluded_word`'),
			cursor: z.string().optional(),
			limit: pageLimit,
		}),
	},
	responses: { 200: json('One page', listPage(decisionView)), ...problems },
});
const runs = createRoute({
	method: 'get',
	path: '/syncs/{id}/runs',
	summary: 'The last runs that found something or failed, newest first',
	request: { params: syncParams },
	responses: { 200: json('One page', listPage(syncRunView)), ...problems },
});
const previewNew = createRoute({
	method: 'post',
	path: '/syncs/preview',
	summary: 'What a sync would do with the newest Shorts of a channel, and why; nothing is kept',
	request: { body: body(previewRequest.extend({ account: accountInBody })) },
	responses: { 200: json('Newest first', previewView), ...problems },
});
const previewOf = createRoute({
	method: 'get',
	path: '/syncs/{id}/preview',
	summary: 'What this sync would do with the newest Shorts of its channel now',
	request: { params: syncParams, query: z.object({ count }) },
	responses: { 200: json('Newest first', previewView), ...problems },
});
const caption = createRoute({
	method: 'get',
	path: '/syncs/{id}/caption',
	summary: 'The caption that this sync would give to a video of its channel',
	request: {
		params: syncParams,
		query: z.object({ video: z.string().describe('Any form of YouTube URL, or a video id') }),
	},
	responses: {
		200: json('The caption', z.object({ video: z.string(), caption: z.string() })),
		...problems,
	},
});

/** What syncs make of their channels' videos, and would make. */
export function syncVideosApi(deps: Pick<WebDeps, 'store' | 'syncs'>) {
	const { store, syncs } = deps;
	const api = apiRouter(missingAccount('/syncs/preview'));

	api.openapi(previewNew, async (c) => {
		const { account: name, ...wanted } = c.req.valid('json');
		const request = {
			...wanted,
			account: await accountAsked(store, c.get('viewer'), name),
		};
		return c.json(await syncs.preview(request), 200);
	});

	api.openapi(decisions, async (c) => {
		const { id } = await ownSync(deps, c, c.req.valid('param').id);
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
		const { id } = await ownSync(deps, c, c.req.valid('param').id);
		return c.json({ items: await syncs.runs(id), nextCursor: null }, 200);
	});

	api.openapi(previewOf, async (c) => {
		const { id } = await ownSync(deps, c, c.req.valid('param').id);
		return c.json(await syncs.previewOf(id, c.req.valid('query').count), 200);
	});

	api.openapi(caption, async (c) => {
		const { id } = await ownSync(deps, c, c.req.valid('param').id);
		return c.json(await syncs.captionFor(id, videoIdOf(c.req.valid('query').video)), 200);
	});

	return api;
}
