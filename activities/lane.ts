import type { Slot } from '../lib/posting/lane/laneFacts';
import type { Asked, HandedOut } from '../services/store/lanes/lanes';
import type { RepostRef } from './ledger';
import { rowOf } from './ledger';
import type { ActivityServices } from './services';

type Services = Pick<ActivityServices, 'store' | 'engine' | 'log'>;

/** Whoever has had its place for so long without a running workflow is no more. */
const goneAfterMs = 3_000;

/** The lane as workflows use it. What is decided is durable before anybody is told; telling twice is harmless. */
export function laneActivities({ store, engine, log }: Services) {
	return {
		async askSlot({
			repostId,
			attempt,
			slot,
			isFirst = false,
		}: RepostRef & { slot: Slot; isFirst?: boolean }): Promise<Asked> {
			const asked = await store.lanes.ask(repostId, attempt, slot, isFirst);
			const { accountId } = await rowOf(store, repostId);
			if (!asked.isGranted) await engine.wakeLane(accountId);
			return asked;
		},

		async handOutSlots({
			accountId,
		}: {
			accountId: string;
		}): Promise<Pick<HandedOut, 'waiting' | 'inMs'>> {
			let handed = await store.lanes.handOut(accountId);
			if (await clearTheWay(handed)) handed = await store.lanes.handOut(accountId);
			const { granted, waiting, inMs } = handed;
			for (const { repostId, attempt } of granted) await engine.nudge(repostId, attempt);
			return { waiting, inMs };
		},
	};

	/** Takes slots from holders whose workflow has ended without giving them back. True if there was one. */
	async function clearTheWay({ inTheWay }: HandedOut): Promise<boolean> {
		let isCleared = false;
		for (const { repostId, attempt, sinceMs } of inTheWay) {
			if (sinceMs < goneAfterMs) continue;
			if ((await engine.fateOf(repostId, attempt)).is === 'running') continue;
			log.warn({ repostId }, 'its workflow is no more: its place in the lane is free');
			await store.lanes.giveBack(repostId, attempt);
			isCleared = true;
		}
		return isCleared;
	}
}
