import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';

import { apiRoutes } from './api/apiRoutes';
import type { NodeEnv } from './connection';
import { controlRoutes } from './control/controlRoutes';
import { pageRoutes } from './control/pageRoutes';
import { authorizeRoutes } from './oauth/authorizeRoutes';
import { oauthRoutes } from './oauth/oauthRoutes';
import type { TikTokOptions, TikTokStandIn } from './options';
import { settle, settleLater } from './publishes/settle';
import { putChunk, uploadPath } from './upload/putChunk';
import { deliverWebhooks } from './webhooks';
import { openWorld, type World } from './world';

/**
 * Starts a stand-in for TikTok that is as strict as TikTok's documentation and reports from the field: OAuth with a
 * consent page, the Content Posting and Display APIs, uploads and webhooks, a control API (docs/sandbox.md) and a page
 * that shows what was posted. It goes on with the state it finds in `dir`, also after a kill -9.
 */
export async function startTikTok(options: TikTokOptions): Promise<TikTokStandIn> {
	const closing = new AbortController();
	const world = openWorld(options, closing.signal);
	const server = createServer(listenerOf(world));
	// A slow upload may take longer than Node's five minutes.
	server.requestTimeout = 0;
	const host = options.host ?? '127.0.0.1';
	server.listen(options.port ?? 0, host);
	await once(server, 'listening');
	resume(world);
	const origin = originOf(server, host);
	return {
		origin,
		authorizeUrl: `${origin}/v2/auth/authorize/`,
		clientKey: world.app.clientKey,
		clientSecret: world.app.clientSecret,
		close: async () => {
			closing.abort();
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}

function listenerOf(world: World) {
	const app = new Hono<NodeEnv>();
	authorizeRoutes(app, world);
	oauthRoutes(app, world);
	apiRoutes(app, world);
	controlRoutes(app, world);
	pageRoutes(app, world);
	const answerOthers = getRequestListener(app.fetch);
	return (request: IncomingMessage, response: ServerResponse) => {
		const isUpload = request.method === 'PUT' && request.url?.startsWith(uploadPath);
		if (!isUpload) void answerOthers(request, response);
		else putChunk(world, request, response).catch(() => response.destroy());
	};
}

/** What was under way when the last run ended. */
function resume(world: World): void {
	settle(world);
	for (const publish of world.state.publishes) settleLater(world, publish);
	void deliverWebhooks(world);
}

function originOf(server: Server, host: string): string {
	const address = server.address();
	const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
	return `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;
}
