import { patched } from '@temporalio/workflow';
import type { RepostRef } from '../activities/ledger';
import type { Slot } from '../lib/posting/lane/laneFacts';
import { askSlot } from './activitiesFor';
import type { LedgerWatch } from './ledgerWatch';

const minuteMs = 60_000;
/** The lane tells whoever has its turn; this look is for a word that got lost. */
const earliestLookMs = 10 * minuteMs;
const latestLookMs = 24 * 60 * minuteMs;

export interface LaneTurn {
	/** False for a repost that began before there were lanes. */
	readonly isUsed: boolean;
	/** Asks for a place once; true if it may be looked up on YouTube meanwhile, or has its place. */
	mayLook(): Promise<boolean>;
	/** Resolves once this repost has the slot. */
	have(slot: Slot): Promise<void>;
	/** The store has taken its slots away, or may have. */
	lost(): void;
}

/** A repost's place in its account's lane: waiting hangs on a signal and costs nothing. */
export function laneTurn(ref: RepostRef, ledger: LedgerWatch): LaneTurn {
	const isUsed = patched('lane');
	const held = new Set<Slot>();

	return {
		isUsed,

		async mayLook() {
			if (!isUsed) return true;
			const { isGranted, mayLook } = await askSlot({ ...ref, slot: 'work', isFirst: true });
			if (isGranted) held.add('work');
			return mayLook;
		},

		async have(slot) {
			if (!isUsed || held.has(slot)) return;
			for (;;) {
				const seen = ledger.changes();
				const { isGranted, inMs } = await askSlot({ ...ref, slot });
				if (isGranted) break;
				const expectedMs = (inMs ?? latestLookMs) + minuteMs;
				const lookMs = Math.max(earliestLookMs, Math.min(expectedMs, latestLookMs));
				await ledger.changeSince(seen, lookMs);
			}
			held.add(slot).add('work');
		},

		lost() {
			held.clear();
		},
	};
}
