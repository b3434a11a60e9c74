import { Hono } from 'hono';
import { diskState } from '../services/media/diskState';
import type { WebDeps, WebEnv } from './webDeps';

/** /healthz: this process answers. /readyz: so do the store and Temporal, and DATA_DIR takes writes. */
export function healthRoutes({
	store,
	engine,
	settings,
}: Pick<WebDeps, 'store' | 'engine' | 'settings'>): Hono<WebEnv> {
	const routes = new Hono<WebEnv>();

	routes.get('/healthz', (c) => c.json({ ok: true }));

	routes.get('/readyz', async (c) => {
		const disk = await diskState(settings.dataDir);
		const [storeAnswer, temporalAnswer] = await Promise.allSettled([
			store.ping(),
			engine.ping(),
		]);
		const word = ({ status }: PromiseSettledResult<void>) =>
			status === 'fulfilled' ? 'ok' : 'not answering';
		// Beside a Postgres nothing need be kept here; the embedded store was in this folder.
		const isNeeded = store.engine === 'pglite';
		const canWrite = disk === 'ok' || (disk === 'absent' && !isNeeded);
		const isAnswered = [storeAnswer, temporalAnswer].every(
			({ status }) => status === 'fulfilled',
		);
		const ready = isAnswered && canWrite;
		const parts = {
			store: word(storeAnswer),
			temporal: word(temporalAnswer),
			disk: canWrite ? 'ok' : disk,
		};
		return c.json({ ok: ready, ...parts }, ready ? 200 : 503);
	});

	return routes;
}
