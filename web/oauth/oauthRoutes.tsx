import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import { Problem } from '../../lib/errors';
import type { OAuthClient } from '../../services/store/oauth/oauth';
import { viewsOfAccounts } from '../api/accountView';
import { requestHost } from '../auth/session';
import type { BeginConnect } from '../connect/beginConnect';
import { formOf } from '../pages/formOf';
import type { ShowPage } from '../pages/layout';
import type { WebDeps, WebEnv } from '../webDeps';
import { ApprovePage, ChoosePage, WaitForApprovalPage } from './accessPages';
import type { AccessWish, OAuthServer } from './createOAuthServer';
import { interactionPath, oauthRoutePaths } from './createProvider';
import { discovery } from './discovery';

type Deps = Pick<WebDeps, 'settings' | 'store'>;

/** So many may wait for the operator's approval at once. */
const mostUnapproved = 50;

/** The OAuth2 server for n8n, and the pages between a client's wish and TikTok's consent (issue 4, item 1). */
export function oauthRoutes(
	{ settings, store }: Deps,
	server: OAuthServer,
	begin: BeginConnect,
	show: ShowPage,
): Hono<WebEnv> {
	const routes = new Hono<WebEnv>();

	for (const path of [
		'/.well-known/oauth-authorization-server',
		'/.well-known/openid-configuration',
	]) {
		routes.use(path, cors());
		routes.get(path, (c) => c.json(discovery(c, settings)));
	}

	routes.get(oauthRoutePaths.authorization, (c) => {
		if (requestHost(c) !== new URL(settings.publicUrl).host) {
			const { pathname, search } = new URL(c.req.url);
			return c.redirect(settings.publicUrl + pathname + search);
		}
		return server.answer(c);
	});
	routes.get(`${oauthRoutePaths.authorization}/:uid`, (c) => server.answer(c));
	routes.post(oauthRoutePaths.token, (c) => server.answer(c));
	routes.post(oauthRoutePaths.revocation, (c) => server.answer(c));
	routes.post(oauthRoutePaths.registration, async (c) => {
		if ((await store.oauth.countUnapproved()) >= mostUnapproved) {
			throw new Problem(
				'too_many_requests',
				'Too many clients wait for approval: remove some on the page Connect n8n.',
			);
		}
		return server.answer(c);
	});

	routes.get(interactionPath(':uid'), async (c) => {
		const { wish, client } = await wishOf(c);
		const isOperator = c.get('viewer')?.bound === null;
		c.set('formTarget', wish.redirectUri);
		if (client.approvedAt === null) {
			const Page = isOperator ? ApprovePage : WaitForApprovalPage;
			return show(c, { title: 'Connect', children: <Page {...{ wish, client }} /> });
		}
		const all = isOperator ? await store.accounts.list() : [];
		const connected = all.filter(({ status }) => status === 'connected');
		if (connected.length === 0) return begin(c, { interaction: wish.uid });
		const accounts = await viewsOfAccounts(store, connected);
		return show(c, {
			title: 'Connect',
			children: <ChoosePage {...{ wish, client, accounts }} />,
		});
	});

	routes.post(interactionPath(':uid/approve'), async (c) => {
		const { wish } = await wishOf(c);
		operatorOnly(c);
		await store.oauth.approveClient(wish.clientId);
		return c.redirect(interactionPath(wish.uid), 303);
	});

	routes.post(interactionPath(':uid/deny'), async (c) => {
		const { wish } = await wishOf(c);
		return c.redirect(await server.deny(wish.uid), 303);
	});

	routes.post(interactionPath(':uid/choose'), async (c) => {
		const { wish, client } = await wishOf(c);
		operatorOnly(c);
		approvedOnly(client);
		const { account: id } = await formOf(c);
		const account = id ? await store.accounts.get(id) : null;
		if (account?.status !== 'connected') {
			throw new Problem('bad_request', 'Choose one of the connected accounts.');
		}
		return c.redirect(await server.grant(wish.uid, account.id), 303);
	});

	routes.get(interactionPath(':uid/tiktok'), async (c) => {
		const { wish, client } = await wishOf(c);
		approvedOnly(client);
		return begin(c, { interaction: wish.uid });
	});

	return routes;

	async function wishOf(c: Context<WebEnv>): Promise<{ wish: AccessWish; client: OAuthClient }> {
		const wish = await server.wishOf(c);
		const client = await store.oauth.client(wish.clientId);
		if (client) return { wish, client };
		throw new Problem('oauth_refused', '14ms no longer knows this client.');
	}
}

function operatorOnly(c: Context<WebEnv>): void {
	if (c.get('viewer')?.bound === null) return;
	throw new Problem('not_signed_in', 'Sign in to 14ms first.');
}

function approvedOnly({ approvedAt }: OAuthClient): void {
	if (approvedAt !== null) return;
	throw new Problem(
		'forbidden',
		'The operator of this 14ms has not approved this client yet: sign in and approve it first.',
	);
}
