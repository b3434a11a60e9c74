import { Hono } from 'hono';
import type { WebDeps, WebEnv } from './webDeps';

/** /healthz: this process answers. /readyz: so do the store and Temporal. */
export function healthRoutes({ store, engine }: Pick<WebDeps, 'store' | 'engine'>): Hono<WebEnv> {
	const routes = new Hono<WebEnv>();

	routes.get('/healthz', (c) => c.json({ ok: true }));

	routes.get('/readyz', async (c) => {
		const [storeAnswer, temporalAnswer] = await Promise.allSettled([
			store.ping(),
			engine.ping(),
		]);
		const word = ({ status }: PromiseSettledResult<void>) =>
			status === 'fulfilled' ? 'ok' : 'not answering';
		const ready = storeAnswer.status === 'fulfilled' && temporalAnswer.status === 'fulfilled';
		const parts = { store: word(storeAnswer), temporal: word(temporalAnswer) };
		return c.json({ ok: ready, ...parts }, ready ? 200 : 503);
	});

	return routes;
}
