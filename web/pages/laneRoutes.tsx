import { Hono, type Context } from 'hono';
import type { Problem } from '../../lib/errors';
import { laneChanges } from '../../lib/posting/lane/laneSettings';
import { pauseRequest } from '../../lib/posting/lane/laneView';
import type { WebDeps, WebEnv } from '../webDeps';
import { formOf, given, type FormInput } from './formOf';
import { LanePage } from './lanePage';
import type { ShowPage } from './layout';
import { orTrouble } from './orTrouble';
import { parsed } from './parsed';
import { statusOf } from './statusOf';

/** When an account posts: who is on the way, who waits and why, the schedule, the pause. */
export function laneRoutes({ desk }: Pick<WebDeps, 'desk'>, show: ShowPage): Hono<WebEnv> {
	const routes = new Hono<WebEnv>();
	const { lanes } = desk;

	async function page(c: Context<WebEnv>, id: string, form: FormInput, problem: Problem | null) {
		const lane = await lanes.look(id);
		return show(c, {
			title: `Lane of ${lane.account}`,
			status: statusOf(problem),
			scripts: ['live'],
			refreshSec: 10,
			children: (
				<LanePage
					{...{ lane, form }}
					nowMs={Date.now()}
					trouble={problem?.message ?? null}
				/>
			),
		});
	}

	function done(c: Context<WebEnv>, id: string, form: FormInput, act: () => Promise<unknown>) {
		return orTrouble(
			async () => {
				await act();
				return c.redirect(`/accounts/${id}/lane`, 303);
			},
			(problem) => page(c, id, form, problem),
		);
	}

	routes.get('/accounts/:id/lane', (c) => page(c, c.req.param('id'), {}, null));

	routes.post('/accounts/:id/lane', async (c) => {
		const id = c.req.param('id');
		const form = await formOf(c);
		return done(c, id, form, async () => {
			await lanes.change(id, parsed(laneChanges, changesOf(form)));
		});
	});

	routes.post('/accounts/:id/lane/pause', async (c) => {
		const id = c.req.param('id');
		const form = await formOf(c);
		return done(c, id, {}, async () => {
			const { note } = parsed(pauseRequest, { note: given(form, 'note') });
			await lanes.pause(id, note ?? null);
		});
	});

	routes.post('/accounts/:id/lane/resume', (c) => {
		const id = c.req.param('id');
		return done(c, id, {}, () => lanes.resume(id));
	});

	return routes;
}

function changesOf(form: FormInput) {
	const quiet = given(form, 'quietHours')?.replaceAll(' ', '').split(/[-–]/);
	return {
		timeZone: given(form, 'timeZone')?.trim() ?? 'UTC',
		spacingMinutes: Number(given(form, 'spacingMinutes') ?? 0),
		dailyCap: numberOf(given(form, 'dailyCap')),
		postingTimes:
			given(form, 'postingTimes')
				?.split(/[\s,;]+/)
				.filter(Boolean) ?? [],
		quietHours: quiet ? { from: quiet[0], until: quiet[1] } : null,
		atOnce: numberOf(given(form, 'atOnce')),
	};
}

const numberOf = (text: string | undefined): number | null =>
	text === undefined ? null : Number(text);
