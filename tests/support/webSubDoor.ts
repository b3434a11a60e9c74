import type { WebSubDesk } from '../../services/desk/webSub/webSubDesk';
import { serveWeb, type WebApp } from '../../web/serve';
import { youTubeWebSub } from '../../web/webhooks/youTubeWebSub';

/** Where the hub of the stand-in calls; who answers is said once there is somebody. */
export async function openWebSubDoor(): Promise<{
	origin: string;
	lead(webSub: WebSubDesk): void;
	close(): Promise<void>;
}> {
	let answer: WebApp['fetch'] = () => new Response(null, { status: 503 });
	const web = await serveWeb(
		{ fetch: (request, env) => answer(request, env) },
		{ host: '127.0.0.1', port: 0 },
	);
	return {
		origin: `http://127.0.0.1:${web.port}`,
		lead(webSub) {
			const app = youTubeWebSub({ webSub });
			answer = (request, env) => app.fetch(request, env);
		},
		close: () => web.close(0),
	};
}
