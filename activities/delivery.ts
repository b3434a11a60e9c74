import { ApplicationFailure } from '@temporalio/activity';
import { numberOfEvent } from '../lib/events/eventId';
import type { RepostView } from '../lib/posting/view';
import type { ActivityServices } from './services';

type Services = Pick<ActivityServices, 'store' | 'delivery'>;

export interface CallbackFacts {
	/** Delivered, given up, or not there any more. */
	isOver: boolean;
	/** Every repost is final or needs a person. */
	isSettled: boolean;
	untilMs: number;
}

/** One batch of a webhook's events; more follow in the next. */
const mostEvents = 20;

/** Calling others: each may be repeated, so every call carries an id by which the other side can tell. */
export function deliveryActivities({ store, delivery }: Services) {
	return {
		async readCallback({ callbackId }: { callbackId: string }): Promise<CallbackFacts> {
			const callback = await store.callbacks.get(callbackId);
			return {
				isOver: callback?.state !== 'waiting',
				isSettled: await delivery.areSettled(callback?.repostIds ?? []),
				untilMs: callback?.until.getTime() ?? 0,
			};
		},

		async postCallback({ callbackId }: { callbackId: string }): Promise<void> {
			const callback = await store.callbacks.get(callbackId);
			const target = await store.callbacks.target(callbackId);
			if (!target || callback?.state !== 'waiting') return;
			// One of a client's must not outlive the client.
			if (callback.accountId !== null && !(await delivery.isOfClient(target.url))) {
				throw notDelivered({ retryable: false, why: 'Its client was removed.' });
			}
			const reposts = await viewsOf(callback.repostIds);
			const settled = await delivery.areSettled(callback.repostIds);
			const body = { id: callbackId, settled, reposts };
			const called = await delivery.caller.post({ ...target, body, id: callbackId });
			await store.callbacks.noteAttempt(callbackId, called.ok ? null : called.why);
			if (!called.ok) throw notDelivered(called);
			await store.callbacks.finish(callbackId, 'delivered');
		},

		async giveUpCallback({ callbackId }: { callbackId: string }): Promise<void> {
			await store.callbacks.finish(callbackId, 'givenUp');
		},

		/** Sends what is new, oldest first. `gone`: the webhook was deleted; `more`: there may be more at once. */
		async postEvents({ hookId }: { hookId: string }): Promise<'gone' | 'more' | 'done'> {
			const hook = await store.hooks.get(hookId);
			const secret = await store.hooks.secret(hookId);
			if (!hook || secret === null) return 'gone';
			const { items, upTo } = await delivery.readEvents({
				after: hook.cursor,
				types: hook.types,
				limit: mostEvents,
				...(hook.accountId === null ? {} : { accountId: hook.accountId }),
			});
			for (const view of items) {
				const called = await delivery.caller.post({
					...{ url: hook.url, secret, body: view, id: view.id },
				});
				if (!called.ok) {
					await store.hooks.noteError(hookId, called.why);
					throw notDelivered({ ...called, retryable: true });
				}
				await store.hooks.advance(hookId, numberOfEvent(view.id), true);
			}
			await store.hooks.advance(hookId, upTo, false);
			return items.length === mostEvents ? 'more' : 'done';
		},

		/** After days of trying: the oldest one is left out, so that the others have their turn. */
		async skipEvent({ hookId }: { hookId: string }): Promise<void> {
			const hook = await store.hooks.get(hookId);
			if (!hook) return;
			const { events } = await store.events.since({
				...{ after: hook.cursor, types: hook.types, limit: 1 },
				accountId: hook.accountId ?? undefined,
			});
			const [oldest] = events;
			if (oldest) await store.hooks.advance(hookId, oldest.id, false);
		},
	};

	async function viewsOf(repostIds: string[]): Promise<RepostView[]> {
		const views = await Promise.all(repostIds.map((id) => delivery.viewOf(id)));
		return views.filter((view) => view !== null);
	}
}

function notDelivered({ retryable, why }: { retryable: boolean; why: string }): ApplicationFailure {
	return ApplicationFailure.create({
		message: why,
		type: 'not_delivered',
		nonRetryable: !retryable,
	});
}
