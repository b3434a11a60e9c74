import { quoted } from '../../../lib/quoted';
import { topicOf } from '../../../lib/webSub/topic';
import type { Log } from '../../log';
import type { Settings } from '../../settings';
import type { Store } from '../../store/store';
import type { WebSub } from '../../store/webSubs';
import type { Engine } from '../../temporal/engine';
import { isSignedByHub } from '../../webSub/isSignedByHub';
import { readNotice } from '../../webSub/readNotice';
import { createKeepSubscriptions } from './keepSubscriptions';
import { createWaker } from './waker';
import type { Intent, WebSubDesk } from './webSubDesk';

interface WebSubDeskDeps {
	settings: Pick<Settings, 'webSub'>;
	store: Store;
	engine: Engine;
	log: Log;
	now?: () => Date;
}

const dayMs = 24 * 3_600_000;
/** Where the hub does not say. */
const usualLeaseMs = 5 * dayMs;
const longestLeaseMs = 30 * dayMs;
/** The hub may confirm for so long after it was asked. */
const confirmsWithinMs = dayMs;

/** The one place where the hub's words are heard. */
export function createWebSubDesk({ now = () => new Date(), ...given }: WebSubDeskDeps): WebSubDesk {
	const deps = { ...given, now };
	const { settings, store, engine, log } = deps;
	const waker = createWaker(deps);
	const keepSubscriptions = createKeepSubscriptions(deps);

	return {
		async verify(token, intent) {
			const sub = await store.webSubs.byToken(token);
			if (!sub || intent.topic !== topicOf(sub.channelId)) return null;
			const answer = await answerTo(sub, intent);
			if (answer === null) {
				log.warn(
					{ channel: sub.channelId, mode: intent.mode },
					'nobody asked the hub this',
				);
				return null;
			}
			tell(sub);
			return answer;
		},

		async push(token, { signature, body }) {
			const sub = settings.webSub && (await store.webSubs.byToken(token));
			if (!sub) return false;
			const { channelId } = sub;
			const secret = await store.webSubs.secret(channelId);
			if (secret === null || !isSignedByHub(signature, body, secret)) {
				log.warn({ channel: channelId }, 'a push that the hub has not signed: passed over');
				return true;
			}
			const notice = readNotice(Buffer.from(body).toString(), channelId);
			if (!notice) log.warn({ channel: channelId }, 'a push that is no feed: passed over');
			if (notice?.deletedIds.length) {
				log.info({ channel: channelId, videos: notice.deletedIds }, 'gone from YouTube');
			}
			waker.hear(channelId, notice?.videoIds ?? []).catch((error: unknown) => {
				log.warn({ err: error, channel: channelId }, 'will be woken by the sweep');
			});
			return true;
		},

		async sweep() {
			await waker.sweep();
			await keepSubscriptions();
		},
	};

	async function answerTo(
		{ channelId, state, askedAt }: WebSub,
		{ mode, challenge = '', leaseSeconds, reason }: Intent,
	): Promise<string | null> {
		switch (mode) {
			case 'subscribe': {
				const atMs = now().getTime();
				const isLate = atMs - askedAt.getTime() > confirmsWithinMs;
				const leaseUntil = new Date(atMs + leaseMsOf(leaseSeconds));
				const isWanted = settings.webSub !== null && challenge !== '' && !isLate;
				if (!isWanted || !(await store.webSubs.markActive(channelId, leaseUntil)))
					return null;
				return challenge;
			}
			case 'unsubscribe':
				return state === 'ending' && challenge !== '' ? challenge : null;
			case 'denied': {
				const why = reason ? ` It says: ${quoted(reason, 120)}.` : '';
				const sentence = `YouTube’s hub has refused the subscription.${why}`;
				await store.webSubs.markRefused(channelId, sentence, { ends: true });
				return '';
			}
			default:
				return null;
		}
	}

	/** The answer does not wait for it; a word that gets lost is made up for by the workflow's own timer. */
	function tell({ channelId }: WebSub): void {
		engine.tellWebSub(channelId).catch((error: unknown) => {
			log.warn({ err: error, channel: channelId }, 'Temporal was not told of the hub’s word');
		});
	}
}

function leaseMsOf(leaseSeconds: string | undefined): number {
	if (!/^\d{1,12}$/.test(leaseSeconds ?? '')) return usualLeaseMs;
	return Math.min(Number(leaseSeconds) * 1000, longestLeaseMs);
}
