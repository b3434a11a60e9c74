import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { Problem } from '../../lib/errors';
import { ownAccount } from '../auth/ownAccount';
import type { WebDeps, WebEnv } from '../webDeps';
import { accountView, viewOfAccount } from './accountView';
import { creatorInfo } from './accountsApi';
import { apiRouter, json, problems } from './apiRouter';

const get = createRoute({
	method: 'get',
	path: '/account',
	summary: 'The account of this OAuth2 token',
	responses: { 200: json('The account', accountView), ...problems },
});

const getCreatorInfo = createRoute({
	method: 'get',
	path: '/account/creator-info',
	summary: 'What TikTok allows the account of this OAuth2 token right now',
	responses: { 200: json('Fresh from TikTok', creatorInfo), ...problems },
});

/** For holders of a bound token, who need no id. */
export function ownAccountApi({ store, tiktok }: Pick<WebDeps, 'store' | 'tiktok'>) {
	const api = apiRouter();

	api.openapi(get, async (c) => c.json(await viewOfAccount(store, await accountOf(c)), 200));

	api.openapi(getCreatorInfo, async (c) =>
		c.json(await tiktok.creatorInfo((await accountOf(c)).id), 200),
	);

	return api;

	function accountOf(c: Context<WebEnv>) {
		const bound = c.get('viewer')?.bound;
		if (bound) return ownAccount(store, bound);
		throw new Problem(
			'account_required',
			'The operator token is for every account: ask for /accounts/{account}.',
		);
	}
}
