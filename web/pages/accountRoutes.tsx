import { Hono } from 'hono';
import { Problem } from '../../lib/errors';
import { viewOfAccount, viewsOfAccounts } from '../api/accountView';
import type { WebDeps, WebEnv } from '../webDeps';
import { AccountsPage, DisconnectPage } from './accountsPage';
import type { ShowPage } from './layout';

type Deps = Pick<WebDeps, 'store' | 'tiktok'>;

/** Connected accounts, and the way to give one back. */
export function accountRoutes({ store, tiktok }: Deps, show: ShowPage): Hono<WebEnv> {
	const routes = new Hono<WebEnv>();

	async function accountOf(id: string) {
		const account = await store.accounts.get(id);
		if (account) return account;
		throw new Problem('unknown_account', 'There is no account with this id.');
	}

	routes.get('/accounts', async (c) => {
		const accounts = await viewsOfAccounts(store, await store.accounts.list());
		return show(c, {
			title: 'Accounts',
			children: (
				<AccountsPage accounts={accounts} connected={c.req.query('connected') ?? null} />
			),
		});
	});

	routes.get('/accounts/:id/disconnect', async (c) => {
		const account = await viewOfAccount(store, await accountOf(c.req.param('id')));
		return show(c, { title: 'Disconnect', children: <DisconnectPage account={account} /> });
	});

	routes.post('/accounts/:id/disconnect', async (c) => {
		const { id } = await accountOf(c.req.param('id'));
		await tiktok.disconnect(id);
		return c.redirect('/accounts', 303);
	});

	return routes;
}
