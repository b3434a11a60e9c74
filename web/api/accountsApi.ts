import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { privacyLevel } from '../../lib/posting/request';
import type { WebDeps } from '../webDeps';
import { accountView, viewOfAccount, viewsOfAccounts } from './accountView';
import { apiRouter, json, problems } from './apiRouter';

const accountParam = z.object({
	account: z.string().describe('Account id, username or unique display name'),
});

export const creatorInfo = z.object({
	username: z.string(),
	nickname: z.string(),
	avatarUrl: z.string().nullable(),
	privacyLevelOptions: z.array(privacyLevel),
	commentDisabled: z.boolean(),
	duetDisabled: z.boolean(),
	stitchDisabled: z.boolean(),
	maxVideoPostDurationSec: z.number(),
});

const list = createRoute({
	method: 'get',
	path: '/accounts',
	summary: 'Accounts that were ever connected',
	responses: {
		200: json('All accounts', z.object({ items: z.array(accountView), nextCursor: z.null() })),
		...problems,
	},
});

const get = createRoute({
	method: 'get',
	path: '/accounts/{account}',
	summary: 'One account',
	request: { params: accountParam },
	responses: { 200: json('The account', accountView), ...problems },
});

const getCreatorInfo = createRoute({
	method: 'get',
	path: '/accounts/{account}/creator-info',
	summary: 'What TikTok allows this creator right now',
	request: { params: accountParam },
	responses: { 200: json('Fresh from TikTok', creatorInfo), ...problems },
});

const disconnect = createRoute({
	method: 'delete',
	path: '/accounts/{account}',
	summary: 'Disconnect: revokes the grant at TikTok; the history stays',
	request: { params: accountParam },
	responses: { 200: json('The account as it is now', accountView), ...problems },
});

export function accountsApi({ store, tiktok }: Pick<WebDeps, 'store' | 'tiktok'>) {
	const api = apiRouter();

	api.openapi(list, async (c) => {
		const items = await viewsOfAccounts(store, await store.accounts.list());
		return c.json({ items, nextCursor: null }, 200);
	});

	api.openapi(get, async (c) => {
		const account = await store.accounts.find(c.req.valid('param').account);
		return c.json(await viewOfAccount(store, account), 200);
	});

	api.openapi(getCreatorInfo, async (c) => {
		const account = await store.accounts.find(c.req.valid('param').account);
		return c.json(await tiktok.creatorInfo(account.id), 200);
	});

	api.openapi(disconnect, async (c) => {
		const { id } = await store.accounts.find(c.req.valid('param').account);
		await tiktok.disconnect(id);
		return c.json(await viewOfAccount(store, await store.accounts.find(id)), 200);
	});

	return api;
}
