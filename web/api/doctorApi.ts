import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { check } from '../../lib/doctor/check';
import { examine } from '../../services/doctor/examine';
import { createAgents } from '../../services/http/agents';
import { createTikTok } from '../../services/tiktok/createTikTok';
import type { WebDeps } from '../webDeps';
import { apiRouter, json, problems } from './apiRouter';

const get = createRoute({
	method: 'get',
	path: '/doctor',
	summary: 'Checks of the set-up: settings, TikTok, accounts, Temporal, store, disk, limits',
	responses: {
		200: json('Every check with its result', z.object({ checks: z.array(check) })),
		...problems,
	},
});

type Deps = Pick<WebDeps, 'settings' | 'store' | 'tiktok' | 'engine' | 'log'>;

export function doctorApi({ settings, store, tiktok: accounts, engine, log }: Deps) {
	const api = apiRouter();
	const agents = createAgents(settings.network);
	const tiktok = settings.tiktok
		? createTikTok({ settings: settings.tiktok, agents, log })
		: null;

	api.openapi(get, async (c) => {
		const checks = await examine({ settings, store, tiktok, accounts, engine });
		return c.json({ checks }, 200);
	});

	return api;
}
