import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { laneChanges } from '../../lib/posting/lane/laneSettings';
import { laneView, pauseRequest } from '../../lib/posting/lane/laneView';
import type { WebDeps } from '../webDeps';
import { apiRouter, body, emptyIsNothing, json, problems } from './apiRouter';

const params = z.object({
	account: z.string().describe('Account id, username or unique display name'),
});
const answer = { 200: json('The lane as it is now', laneView), ...problems };

const get = createRoute({
	method: 'get',
	path: '/accounts/{account}/lane',
	summary: 'Who is on the way, who waits, why and until when',
	request: { params },
	responses: answer,
});
const change = createRoute({
	method: 'patch',
	path: '/accounts/{account}/lane',
	summary: 'Change when the account’s reposts are posted; what is left out stays',
	request: { params, body: body(laneChanges) },
	responses: answer,
});
const pause = createRoute({
	method: 'post',
	path: '/accounts/{account}/lane/pause',
	summary: 'Hold up everything that has not begun',
	request: { params, body: { ...body(pauseRequest), required: false } },
	middleware: emptyIsNothing,
	responses: answer,
});
const resume = createRoute({
	method: 'post',
	path: '/accounts/{account}/lane/resume',
	summary: 'Go on, and ask TikTok anew where it had closed the lane',
	request: { params },
	responses: answer,
});

export function lanesApi({ desk: { lanes } }: Pick<WebDeps, 'desk'>) {
	const api = apiRouter();
	const nameOf = (c: { req: { valid(from: 'param'): z.infer<typeof params> } }) =>
		c.req.valid('param').account;

	api.openapi(get, async (c) => c.json(await lanes.look(nameOf(c)), 200));
	api.openapi(change, async (c) =>
		c.json(await lanes.change(nameOf(c), c.req.valid('json')), 200),
	);
	api.openapi(pause, async (c) =>
		c.json(await lanes.pause(nameOf(c), c.req.valid('json').note ?? null), 200),
	);
	api.openapi(resume, async (c) => c.json(await lanes.resume(nameOf(c)), 200));
	return api;
}
