import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { makeSignInLink } from '../auth/signInLink';
import type { WebDeps } from '../webDeps';
import { clientLimits } from '../auth/clientLimits';
import { clientsApi } from './clientsApi';
import { accountsApi } from './accountsApi';
import { apiRouter, json, problems } from './apiRouter';
import { deliveriesApi } from './deliveriesApi';
import { doctorApi } from './doctorApi';
import { eventsApi } from './eventsApi';
import { lanesApi } from './lanesApi';
import { ownAccountApi } from './ownAccountApi';
import { repostsApi } from './repostsApi';
import { syncsApi } from './syncsApi';
import { syncVideosApi } from './syncVideosApi';

const usageRoute = createRoute({
	method: 'get',
	path: '/usage',
	summary: 'Calls that count against limits of TikTok and YouTube',
	responses: {
		200: json(
			'By endpoint and account; `today` is by UTC; YouTube’s counts from midnight in California, as its quota',
			z.object({
				items: z.array(
					z.object({
						provider: z.string(),
						endpoint: z.string(),
						accountId: z.string(),
						lastMinute: z.int(),
						today: z.int(),
					}),
				),
			}),
		),
		...problems,
	},
});

const signInLinkRoute = createRoute({
	method: 'post',
	path: '/sign-in-links',
	summary: 'A link that signs a browser in, once',
	responses: {
		201: json('A secret', z.object({ url: z.string(), expiresAt: z.iso.datetime() })),
		...problems,
	},
});

/** Everything under /api/v1, with its own description at /openapi.json. */
export function createApi(deps: WebDeps) {
	const api = apiRouter();
	api.use(clientLimits());
	api.route('/', accountsApi(deps));
	api.route('/', lanesApi(deps));
	api.route('/', ownAccountApi(deps));
	api.route('/', eventsApi(deps));
	api.route('/', deliveriesApi(deps));
	api.route('/', repostsApi(deps));
	api.route('/', syncsApi(deps));
	api.route('/', syncVideosApi(deps));
	api.route('/', doctorApi(deps));
	api.route('/', clientsApi(deps));

	api.openapi(usageRoute, async (c) => c.json({ items: await deps.store.calls.usage() }, 200));

	api.openapi(signInLinkRoute, async (c) => {
		const { url, expiresAt } = await makeSignInLink(deps);
		return c.json({ url, expiresAt: expiresAt.toISOString() }, 201);
	});

	api.openAPIRegistry.registerComponent('securitySchemes', 'operatorToken', {
		type: 'http',
		scheme: 'bearer',
	});
	api.doc31('/openapi.json', {
		openapi: '3.1.0',
		info: {
			title: '14ms',
			version: '1',
			description:
				"A creator's own YouTube Shorts, reposted to the creator's own TikTok account, each once.",
		},
		servers: [{ url: `${deps.settings.publicUrl}/api/v1` }],
		security: [{ operatorToken: [] }],
	});
	return api;
}
