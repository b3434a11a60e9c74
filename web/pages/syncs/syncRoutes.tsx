import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { Problem } from '../../../lib/errors';
import { pauseRequest } from '../../../lib/posting/lane/laneView';
import { decisionStates } from '../../../lib/sync/decision';
import {
	previewRequest,
	syncChanges,
	syncRequest,
	type PreviewView,
} from '../../../lib/sync/syncView';
import { viewsOfAccounts } from '../../api/accountView';
import type { WebDeps, WebEnv } from '../../webDeps';
import { checkDisclosure } from '../directPostForm';
import { formOf, given, type FormInput } from '../formOf';
import type { ShowPage } from '../layout';
import { orTrouble } from '../orTrouble';
import { parsed } from '../parsed';
import { statusOf } from '../statusOf';
import { EditSyncPage } from './editSyncPage';
import { FollowPage } from './followPage';
import { changesOf, formOfSync, freshForm, previewOf, requestOf } from './syncForm';
import { inPageWords } from './inPageWords';
import { RemoveSyncPage, SyncPage } from './syncPage';
import { SyncsPage } from './syncsPage';

type Deps = Pick<WebDeps, 'store' | 'syncs' | 'settings'>;

const pageSize = 25;
const by = 'operator (browser)';

/** Channels that are followed: the list, the form with its preview, one channel and what a person can do to it. */
export function syncRoutes({ store, syncs, settings }: Deps, show: ShowPage): Hono<WebEnv> {
	const routes = new Hono<WebEnv>();
	const hasPictures = settings.mode !== 'sandbox';

	async function follow(
		c: Context<WebEnv>,
		form: FormInput,
		{
			problem = null,
			preview = null,
		}: { problem?: Problem | null; preview?: PreviewView | null },
	) {
		const accounts = await viewsOfAccounts(store, await store.accounts.list());
		return show(c, {
			title: 'Follow a channel',
			status: statusOf(problem),
			children: (
				<FollowPage
					{...{ accounts, form, preview, hasPictures }}
					trouble={troubleOf(problem)}
				/>
			),
		});
	}

	async function one(c: Context<WebEnv>, id: string, problem: Problem | null) {
		const filter = filterOf(c);
		const cursor = c.req.query('cursor');
		const [sync, decisions, runs] = await Promise.all([
			syncs.get(id),
			syncs.decisions(id, { ...filter, limit: pageSize, ...(cursor ? { cursor } : {}) }),
			syncs.runs(id),
		]);
		return show(c, {
			title: sync.channel.title,
			status: statusOf(problem),
			scripts: ['live'],
			refreshSec: 10,
			children: (
				<SyncPage
					{...{ sync, decisions, filter, hasPictures, runs: runs.slice(0, 10) }}
					isLooking={isSince(c.req.query('looks'), sync.lastRunAt)}
					isEarlier={c.req.query('earlier') !== undefined}
					trouble={troubleOf(problem)}
				/>
			),
		});
	}

	async function edit(
		c: Context<WebEnv>,
		id: string,
		typed: FormInput | null,
		{
			problem = null,
			preview = null,
		}: { problem?: Problem | null; preview?: PreviewView | null },
	) {
		const sync = await syncs.get(id);
		return show(c, {
			title: `Settings of ${sync.channel.title}`,
			status: statusOf(problem),
			children: (
				<EditSyncPage
					{...{ sync, preview, hasPictures, form: typed ?? formOfSync(sync) }}
					trouble={troubleOf(problem)}
				/>
			),
		});
	}

	routes.get('/syncs', async (c) => {
		const cursor = c.req.query('cursor');
		const page = await syncs.list({ limit: pageSize, ...(cursor ? { cursor } : {}) });
		return show(c, {
			title: 'Channels',
			scripts: ['live'],
			refreshSec: 10,
			children: <SyncsPage {...page} />,
		});
	});

	routes.get('/syncs/new', (c) => follow(c, freshForm(), {}));

	routes.post('/syncs/preview', async (c) => {
		const form = await formOf(c);
		return orTrouble(
			async () => {
				const preview = await syncs.preview(parsed(previewRequest, previewOf(form)));
				return follow(c, form, { preview });
			},
			(problem) => follow(c, form, { problem }),
		);
	});

	routes.post('/syncs', async (c) => {
		const form = await formOf(c);
		return orTrouble(
			async () => {
				if (form.posting === 'auto') checkDisclosure(form);
				const request = parsed(syncRequest, requestOf(form));
				const { sync, created } = await syncs.create(request, by);
				return c.redirect(`/syncs/${sync.id}${created ? '' : '?earlier'}`, 303);
			},
			(problem) => follow(c, form, { problem }),
		);
	});

	routes.get('/syncs/:id', (c) => one(c, c.req.param('id'), null));

	routes.post('/syncs/:id/pause', async (c) => {
		const id = c.req.param('id');
		const form = await formOf(c);
		return done(c, id, async () => {
			const { note } = parsed(pauseRequest, { note: given(form, 'note') });
			await syncs.pause(id, note ?? null);
		});
	});
	routes.post('/syncs/:id/resume', (c) => {
		const id = c.req.param('id');
		return done(c, id, () => syncs.resume(id));
	});
	routes.post('/syncs/:id/run', (c) => {
		const id = c.req.param('id');
		const query = `?${new URLSearchParams({ looks: new Date().toISOString() }).toString()}`;
		return done(c, id, () => syncs.run(id), query);
	});

	routes.get('/syncs/:id/remove', async (c) => {
		const sync = await syncs.get(c.req.param('id'));
		return show(c, { title: 'Stop following', children: <RemoveSyncPage sync={sync} /> });
	});
	routes.post('/syncs/:id/remove', async (c) => {
		await syncs.remove(c.req.param('id'));
		return c.redirect('/syncs', 303);
	});

	routes.get('/syncs/:id/edit', (c) => edit(c, c.req.param('id'), null, {}));

	routes.post('/syncs/:id/edit', async (c) => {
		const id = c.req.param('id');
		const form = await formOf(c);
		return orTrouble(
			async () => {
				if (form.posting === 'auto') checkDisclosure(form);
				await syncs.change(id, parsed(syncChanges, changesOf(form)), by);
				return c.redirect(`/syncs/${id}`, 303);
			},
			(problem) => edit(c, id, form, { problem }),
		);
	});

	routes.post('/syncs/:id/edit/preview', async (c) => {
		const id = c.req.param('id');
		const form = await formOf(c);
		const { accountId, channel, action } = await syncs.get(id);
		const whole = { ...form, account: accountId, channel: channel.id, action };
		return orTrouble(
			async () => {
				const preview = await syncs.preview(parsed(previewRequest, previewOf(whole)));
				return edit(c, id, form, { preview });
			},
			(problem) => edit(c, id, form, { problem }),
		);
	});

	return routes;

	function done(c: Context<WebEnv>, id: string, act: () => Promise<unknown>, query = '') {
		return orTrouble(
			async () => {
				await act();
				return c.redirect(`/syncs/${id}${query}`, 303);
			},
			(problem) => one(c, id, problem),
		);
	}
}

const looksAtMostMs = 5 * 60_000;

/** A look that was asked for at this time has not ended yet, as far as is known. */
function isSince(asked: string | undefined, lastRunAt: string | null): boolean {
	const askedMs = Date.parse(asked ?? '');
	const agoMs = Date.now() - askedMs;
	const isOver = lastRunAt !== null && Date.parse(lastRunAt) >= askedMs;
	return agoMs >= 0 && agoMs < looksAtMostMs && !isOver;
}

const troubleOf = (problem: Problem | null): string | null =>
	problem && inPageWords(problem.message);

const query = z.object({
	state: z.enum(decisionStates).optional().catch(undefined),
	reason: z.string().min(1).optional(),
});

function filterOf(c: Context<WebEnv>) {
	const { state, reason } = query.parse(c.req.query());
	return { ...(state ? { state } : {}), ...(reason ? { reason } : {}) };
}
