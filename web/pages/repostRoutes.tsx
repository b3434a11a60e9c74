import { Hono, type Context } from 'hono';
import { Problem } from '../../lib/errors';
import { repostRequest } from '../../lib/posting/request';
import { viewsOfAccounts } from '../api/accountView';
import { sendFile } from '../media/sendFile';
import type { WebDeps, WebEnv } from '../webDeps';
import { checkDisclosure, directPostOf } from './directPostForm';
import { formOf, given, isOn, textOf, type FormInput } from './formOf';
import { HomePage } from './homePage';
import type { ShowPage } from './layout';
import { orTrouble } from './orTrouble';
import { parsed } from './parsed';
import { RepostPage } from './repostPage';
import { statusOf } from './statusOf';

type Deps = Pick<WebDeps, 'store' | 'desk' | 'media'>;

const pageSize = 25;

/** The list with its form, one repost, and what a person can do to it. */
export function repostRoutes({ store, desk, media }: Deps, show: ShowPage): Hono<WebEnv> {
	const routes = new Hono<WebEnv>();

	async function home(c: Context<WebEnv>, form: FormInput, problem: Problem | null) {
		const cursor = c.req.query('cursor');
		const page = await store.reposts.list({ limit: pageSize, ...(cursor ? { cursor } : {}) });
		const reposts = await desk.views(page.items);
		const accounts = await viewsOfAccounts(store, await store.accounts.list());
		return show(c, {
			title: 'Reposts',
			status: statusOf(problem),
			scripts: ['live'],
			children: (
				<HomePage
					{...{ accounts, reposts, form, nextCursor: page.nextCursor }}
					trouble={problem?.message ?? null}
				/>
			),
		});
	}

	async function one(c: Context<WebEnv>, id: string, problem: Problem | null) {
		const { repost, account } = await desk.get(id);
		const events = await store.reposts.timeline(id);
		const view = await desk.view(repost, account);
		return show(c, {
			title: view.title ?? view.video,
			status: statusOf(problem),
			scripts: ['live'],
			...(view.finishedAt ? {} : { refreshSec: 5 }),
			children: (
				<RepostPage
					repost={view}
					timeline={events.map((event) => ({ ...event, at: event.at.toISOString() }))}
					preparation={repost.media?.preparation ?? null}
					trouble={problem?.message ?? null}
				/>
			),
		});
	}

	routes.get('/', (c) => home(c, {}, null));

	routes.post('/reposts', async (c) => {
		const form = await formOf(c);
		return orTrouble(
			async () => {
				const request = parsed(repostRequest, requestOf(form));
				if (request.posting === 'auto') checkDisclosure(form);
				const { repost } = await desk.request(request, 'operator (browser)');
				return c.redirect(`/reposts/${repost.id}`, 303);
			},
			(problem) => home(c, form, problem),
		);
	});

	routes.get('/reposts/:id', (c) => one(c, c.req.param('id'), null));

	for (const verb of ['cancel', 'retry'] as const) {
		routes.post(`/reposts/:id/${verb}`, (c) => {
			const id = c.req.param('id');
			return orTrouble(
				async () => {
					await desk[verb](id);
					return c.redirect(`/reposts/${id}`, 303);
				},
				(problem) => one(c, id, problem),
			);
		});
	}

	routes.get('/reposts/:id/media', async (c) => {
		const { repost } = await desk.get(c.req.param('id'));
		if (!repost.media) throw new Problem('not_found', 'The file is not prepared yet.');
		return sendFile(await media.pathOf(repost.id, repost.media), repost.media, c.req.raw);
	});

	return routes;
}

/** Only an automatic post takes settings at once; the others are asked later, or by TikTok's app. */
function requestOf(form: FormInput): unknown {
	return {
		account: form.account,
		video: form.video,
		posting: form.posting,
		...(given(form, 'caption') ? { caption: textOf(form, 'caption') } : {}),
		...(form.posting === 'auto' ? directPostOf(form) : {}),
		ownContent: isOn(form, 'ownContent'),
	};
}
