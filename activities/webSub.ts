import type { WebSubFacts } from '../lib/webSub/step';
import type { WebSub } from '../services/store/webSubs';
import type { ActivityServices } from './services';

type Services = Pick<ActivityServices, 'store' | 'webSubHub' | 'now'>;

export interface WebSubRef {
	channelId: string;
}

const noPlace =
	'No web service has said yet where YouTube’s hub can call: start one whose PUBLIC_URL is https.';
const notConfirmed =
	'YouTube’s hub has not confirmed the subscription: check that PUBLIC_URL can be reached from the internet.';

/** A channel's subscription at the hub. Each may be repeated: the hub takes the same wish twice. */
export function webSubActivities({ store: { webSubs }, webSubHub, now }: Services) {
	return {
		/** Subscribes, or renews; that the hub refuses is noted in the row. */
		async askHub({ channelId }: WebSubRef): Promise<WebSubFacts> {
			const sub = await webSubs.open(channelId);
			const secret = await webSubs.secret(channelId);
			if (!sub || secret === null || sub.state === 'ending') return factsOf(sub);
			await webSubs.markAsked(channelId);
			const { token } = sub;
			const place = await webSubs.place();
			const told = place
				? await webSubHub.ask('subscribe', place, { channelId, token, secret })
				: ({ ok: false, why: noPlace } as const);
			if (!told.ok) await webSubs.markRefused(channelId, told.why, { onlyAsked: true });
			return factsOf(await webSubs.get(channelId));
		},

		/** How it stands now. `isTooLate`: the hub does not confirm any more what it was asked for. */
		async readWebSub({
			channelId,
			isTooLate,
		}: WebSubRef & { isTooLate: boolean }): Promise<WebSubFacts> {
			if (isTooLate) await webSubs.markRefused(channelId, notConfirmed, { onlyAsked: true });
			return factsOf(await webSubs.get(channelId));
		},

		/** True: the hub is about to confirm it. */
		async leaveHub({ channelId }: WebSubRef): Promise<boolean> {
			const sub = await webSubs.get(channelId);
			const secret = await webSubs.secret(channelId);
			if (!sub || secret === null || factsOf(sub).leaseLeftMs === null) return false;
			const { token } = sub;
			const place = await webSubs.place();
			if (!place) return false;
			return (await webSubHub.ask('unsubscribe', place, { channelId, token, secret })).ok;
		},

		forgetWebSub: ({ channelId }: WebSubRef): Promise<void> => webSubs.remove(channelId),
	};

	function factsOf(sub: WebSub | null): WebSubFacts {
		if (!sub) return { state: 'gone', leaseLeftMs: null };
		const leftMs = (sub.leaseUntil?.getTime() ?? 0) - now().getTime();
		return { state: sub.state, leaseLeftMs: leftMs > 0 ? leftMs : null };
	}
}
