import { Hono, type Context } from 'hono';
import type { Problem } from '../../lib/errors';
import { approvalRequest } from '../../lib/posting/approvalRequest';
import type { Repost } from '../../services/store/reposts/reposts';
import type { WebDeps, WebEnv } from '../webDeps';
import { checkDisclosure, directPostOf } from './directPostForm';
import { formOf, textOf, type FormInput } from './formOf';
import type { ShowPage } from './layout';
import { orTrouble } from './orTrouble';
import { parsed } from './parsed';
import { ReviewPage } from './reviewPage';
import { statusOf } from './statusOf';

/** The review page: TikTok is asked anew at every render and once more when the person approves. */
export function reviewRoutes({ desk }: Pick<WebDeps, 'desk'>, show: ShowPage): Hono<WebEnv> {
	const routes = new Hono<WebEnv>();

	async function review(c: Context<WebEnv>, id: string, form?: FormInput, problem?: Problem) {
		const { repost, account, creator, stop } = await desk.review(id);
		if (!isReviewable(repost)) return c.redirect(`/reposts/${id}`, 303);
		const view = await desk.view(repost, account);
		return show(c, {
			title: 'Review',
			status: statusOf(problem ?? null),
			scripts: ['review'],
			children: (
				<ReviewPage
					{...{ id, creator, stop }}
					title={view.title ?? view.video}
					contentType={repost.media.contentType}
					sha256={repost.media.sha256}
					form={form ?? firstForm(repost, view.caption)}
					trouble={problem?.message ?? null}
				/>
			),
		});
	}

	routes.get('/reposts/:id/review', (c) => review(c, c.req.param('id')));

	routes.post('/reposts/:id/review', async (c) => {
		const id = c.req.param('id');
		const form = await formOf(c);
		return orTrouble(
			async () => {
				const approval = parsed(approvalRequest, approvalOf(form));
				checkDisclosure(form);
				await desk.approve(id, approval);
				return c.redirect(`/reposts/${id}`, 303);
			},
			(problem) => review(c, id, form, problem),
		);
	});

	return routes;
}

type Reviewable = Repost & { media: NonNullable<Repost['media']> };

function isReviewable(repost: Repost): repost is Reviewable {
	const waits = repost.state === 'awaitingReview' || repost.error?.code === 'review_expired';
	return waits && repost.media !== null;
}

/** Only the caption and the AI label come from the request: the rest a person must choose here. */
function firstForm({ settings }: Repost, caption: string | null): FormInput {
	return { caption: caption ?? '', ...(settings.isAigc ? { isAigc: 'on' } : {}) };
}

function approvalOf(form: FormInput): unknown {
	return { sha256: form.sha256, caption: textOf(form, 'caption'), ...directPostOf(form) };
}
