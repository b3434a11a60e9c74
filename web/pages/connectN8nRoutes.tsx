import { Hono, type Context } from 'hono';
import type { Problem } from '../../lib/errors';
import { registerClient } from '../oauth/registerClient';
import type { WebDeps, WebEnv } from '../webDeps';
import { ConnectN8nPage } from './connectN8nPage';
import { formOf } from './formOf';
import type { ShowPage } from './layout';
import { orTrouble } from './orTrouble';
import { statusOf } from './statusOf';

type Deps = Pick<WebDeps, 'store' | 'settings'>;

/** `/n8n`: which clients may ask for access, and the values to paste. */
export function connectN8nRoutes({ store, settings }: Deps, show: ShowPage): Hono<WebEnv> {
	const routes = new Hono<WebEnv>();

	async function page(
		c: Context<WebEnv>,
		made: { id: string; secret: string } | null = null,
		refused?: { problem: Problem; redirectUri: string },
	) {
		return show(c, {
			title: 'Connect n8n',
			status: statusOf(refused?.problem ?? null),
			children: (
				<ConnectN8nPage
					serverUrl={settings.publicUrl}
					clients={await store.oauth.clients()}
					made={made}
					redirectUri={refused?.redirectUri ?? ''}
					trouble={refused?.problem.message ?? null}
				/>
			),
		});
	}

	routes.get('/n8n', (c) => page(c));

	routes.post('/n8n/clients', async (c) => {
		const { redirectUri = '' } = await formOf(c);
		return orTrouble(
			async () => {
				const redirectUris = [redirectUri.trim()];
				const made = await registerClient(store, { redirectUris, name: 'n8n' });
				return page(c, { id: made.client.id, secret: made.secret });
			},
			(problem) => page(c, null, { problem, redirectUri }),
		);
	});

	routes.post('/n8n/clients/:id/approve', async (c) => {
		await store.oauth.approveClient(c.req.param('id'));
		return c.redirect('/n8n', 303);
	});

	routes.post('/n8n/clients/:id/remove', async (c) => {
		await store.oauth.removeClient(c.req.param('id'));
		return c.redirect('/n8n', 303);
	});

	return routes;
}
