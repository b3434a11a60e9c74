import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { listPage } from '../../lib/listPage';
import { approvalRequest } from '../../lib/posting/approvalRequest';
import { repostEdit } from '../../lib/posting/repostEdit';
import { repostRequest, type RepostRequest } from '../../lib/posting/request';
import { repostStates } from '../../lib/posting/states';
import { repostView, timelineView } from '../../lib/posting/view';
import { videoIdOf } from '../../lib/youtube/videoId';
import type { Repost, RepostFilter } from '../../services/store/reposts/reposts';
import { accountAsked, accountFilter, checkOwn, nameOf } from '../auth/ownAccount';
import type { WebDeps, WebEnv } from '../webDeps';
import { apiRouter, body, json, problems } from './apiRouter';
import { checkEmptyBody } from './emptyBody';
import { accountInBody, missingAccount } from './missingAccount';
import { pageLimit } from './pageLimit';

const idParam = z.object({ id: z.string() });
const created = repostView.extend({
	created: z.boolean().describe('False: this is an earlier one, unchanged'),
	notice: z.string().nullable(),
});

const wanted = repostRequest.extend({ account: accountInBody });

const requestKey = z
	.string()
	.min(1)
	.max(255, '`Idempotency-Key` must have at most 255 characters.')
	.describe('The same key gets the same answer for a day');

const create = createRoute({
	method: 'post',
	path: '/reposts',
	summary: 'Repost a Short; asking twice gives the same repost',
	request: {
		body: body(wanted),
		headers: z.object({ 'idempotency-key': requestKey.optional() }),
	},
	responses: {
		201: json('Stored and started', created),
		200: json('The earlier one', created),
		...problems,
	},
});

const listQuery = z.object({
	account: z.string().optional(),
	state: z.enum(repostStates).optional(),
	video: z.string().optional(),
	cursor: z.string().optional(),
	limit: pageLimit,
});

const list = createRoute({
	method: 'get',
	path: '/reposts',
	summary: 'Reposts, newest first',
	request: { query: listQuery },
	responses: {
		200: json('One page', listPage(repostView)),
		...problems,
	},
});

const get = createRoute({
	method: 'get',
	path: '/reposts/{id}',
	summary: 'One repost with its timeline',
	request: { params: idParam },
	responses: {
		200: json('The repost', repostView.extend({ timeline: z.array(timelineView) })),
		...problems,
	},
});

const wish = (verb: 'cancel' | 'retry', summary: string) =>
	createRoute({
		method: 'post',
		path: `/reposts/{id}/${verb}`,
		summary,
		request: { params: idParam },
		responses: { 200: json('The repost as it is now', repostView), ...problems },
	});
const cancel = wish('cancel', 'Cancel, as long as the last chunk cannot have arrived');
const retry = wish('retry', 'Try a failed or cancelled repost again');

const approve = createRoute({
	method: 'post',
	path: '/reposts/{id}/approve',
	summary: 'Approve the very bytes that were shown, and post them',
	request: { params: idParam, body: body(approvalRequest) },
	responses: { 200: json('The repost as it is now', repostView), ...problems },
});

const edit = createRoute({
	method: 'patch',
	path: '/reposts/{id}',
	summary: 'Change caption, time or priority, until its upload has begun',
	request: { params: idParam, body: body(repostEdit) },
	responses: { 200: json('The repost as it is now', repostView), ...problems },
});

export function repostsApi({ store, desk }: Pick<WebDeps, 'store' | 'desk'>) {
	const api = apiRouter(missingAccount('/reposts'));
	const own = async (c: Context<WebEnv>, id: string) => {
		const found = await desk.get(id);
		checkOwn(c.get('viewer'), found.repost);
		return found;
	};
	const viewOf = async (repost: Repost) => {
		const { account } = await desk.get(repost.id);
		return desk.view(repost, account);
	};

	api.openapi(create, async (c) => {
		const viewer = c.get('viewer');
		const key = c.req.valid('header')['idempotency-key'];
		const answer = await desk.request(
			await requestOf(c, c.req.valid('json')),
			nameOf(viewer),
			key === undefined ? undefined : { owner: ownerOf(viewer), key },
		);
		const { repost, account, notice } = answer;
		const view = await desk.view(repost, account);
		c.header('Location', `/api/v1/reposts/${encodeURIComponent(repost.id)}`);
		return c.json({ ...view, created: answer.created, notice }, answer.created ? 201 : 200);
	});

	api.openapi(list, async (c) => {
		const { account, state, video, cursor, limit } = c.req.valid('query');
		const filter: RepostFilter = {
			limit,
			...(await accountFilter(store, c.get('viewer'), account)),
			...(state ? { state } : {}),
			...(video ? { videoId: videoIdOf(video) } : {}),
			...(cursor ? { cursor } : {}),
		};
		const page = await store.reposts.list(filter);
		const items = await desk.views(page.items);
		return c.json({ items, nextCursor: page.nextCursor }, 200);
	});

	api.openapi(get, async (c) => {
		const { repost, account } = await own(c, c.req.valid('param').id);
		const events = await store.reposts.timeline(repost.id);
		const timeline = events.map(({ id, type, data, at }) => ({
			...{ id, type, data },
			at: at.toISOString(),
		}));
		return c.json({ ...(await desk.view(repost, account)), timeline }, 200);
	});

	api.openapi(edit, async (c) => {
		const { repost } = await own(c, c.req.valid('param').id);
		return c.json(await viewOf(await desk.edit(repost.id, c.req.valid('json'))), 200);
	});

	api.openapi(cancel, async (c) => {
		await checkEmptyBody(c);
		const { repost } = await own(c, c.req.valid('param').id);
		return c.json(await viewOf(await desk.cancel(repost.id)), 200);
	});

	api.openapi(retry, async (c) => {
		await checkEmptyBody(c);
		const { repost } = await own(c, c.req.valid('param').id);
		return c.json(await viewOf(await desk.retry(repost.id)), 200);
	});

	api.openapi(approve, async (c) => {
		const { repost } = await own(c, c.req.valid('param').id);
		const approved = await desk.approve(repost.id, c.req.valid('json'));
		return c.json(await viewOf(approved), 200);
	});

	return api;

	async function requestOf(
		c: Context<WebEnv>,
		{ account, ...rest }: z.infer<typeof wanted>,
	): Promise<RepostRequest> {
		return { ...rest, account: await accountAsked(store, c.get('viewer'), account) };
	}
}

/** Keys of one client for one account are its own. */
function ownerOf(viewer: WebEnv['Variables']['viewer']): string {
	const bound = viewer?.bound;
	return bound ? `${bound.clientId}/${bound.accountId}` : 'operator';
}
