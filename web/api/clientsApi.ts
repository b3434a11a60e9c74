import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { Problem } from '../../lib/errors';
import { plainText } from '../../lib/plainText';
import type { OAuthClient } from '../../services/store/oauth/oauth';
import { registerClient } from '../oauth/registerClient';
import type { WebDeps } from '../webDeps';
import { apiRouter, body, json, problems } from './apiRouter';

const clientView = z.object({
	id: z.string(),
	name: z.string(),
	redirectUris: z.array(z.string()),
	registeredBy: z.enum(['operator', 'itself']),
	approved: z.boolean().describe('One that registered itself can do nothing before'),
	createdAt: z.iso.datetime(),
});

const list = createRoute({
	method: 'get',
	path: '/oauth-clients',
	summary: 'Programs that may ask for access by OAuth2, such as an n8n',
	responses: {
		200: json('All', z.object({ items: z.array(clientView), nextCursor: z.null() })),
		...problems,
	},
});

const create = createRoute({
	method: 'post',
	path: '/oauth-clients',
	summary: 'A client ID and secret for an n8n',
	request: {
		body: body(
			z.strictObject({
				redirectUri: z.string().describe('The OAuth Redirect URL that n8n shows'),
				name: plainText.trim().min(1).max(100).default('n8n'),
			}),
		),
	},
	responses: {
		201: json(
			'Made',
			clientView.extend({
				secret: z.string().describe('Not shown again'),
				serverUrl: z.string().describe('PUBLIC_URL: where browsers reach 14ms'),
			}),
		),
		...problems,
	},
});

const idParam = z.object({ id: z.string() });

const approve = createRoute({
	method: 'post',
	path: '/oauth-clients/{id}/approve',
	summary: 'Allow a client that registered itself',
	request: { params: idParam },
	responses: { 200: json('The client', clientView), ...problems },
});

const remove = createRoute({
	method: 'delete',
	path: '/oauth-clients/{id}',
	summary: 'Remove a client with all its tokens; nothing changes at TikTok',
	request: { params: idParam },
	responses: { 200: json('It is gone', z.object({ deleted: z.literal(true) })), ...problems },
});

/** For the operator. */
export function clientsApi({ store, settings }: Pick<WebDeps, 'store' | 'settings'>) {
	const api = apiRouter();

	api.openapi(list, async (c) => {
		const clients = await store.oauth.clients();
		return c.json({ items: clients.map(viewOf), nextCursor: null }, 200);
	});

	api.openapi(create, async (c) => {
		const { redirectUri, name } = c.req.valid('json');
		const made = await registerClient(store, { redirectUris: [redirectUri], name });
		const { publicUrl: serverUrl } = settings;
		return c.json({ ...viewOf(made.client), secret: made.secret, serverUrl }, 201);
	});

	api.openapi(approve, async (c) => {
		const { id } = await clientOf(c.req.valid('param').id);
		await store.oauth.approveClient(id);
		return c.json(viewOf(await clientOf(id)), 200);
	});

	api.openapi(remove, async (c) => {
		const { id } = await clientOf(c.req.valid('param').id);
		await store.oauth.removeClient(id);
		return c.json({ deleted: true as const }, 200);
	});

	return api;

	async function clientOf(id: string): Promise<OAuthClient> {
		const client = await store.oauth.client(id);
		if (client) return client;
		throw new Problem('not_found', 'There is no client with this id.');
	}
}

function viewOf(client: OAuthClient): z.infer<typeof clientView> {
	const { id, name, redirectUris, registeredBy, approvedAt, createdAt } = client;
	return {
		...{ id, name, redirectUris, registeredBy },
		approved: approvedAt !== null,
		createdAt: createdAt.toISOString(),
	};
}
