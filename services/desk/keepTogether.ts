import { isFurther, standingOf, type LedgerMark, type Standing } from '../../lib/posting/standing';
import type { Log } from '../log';
import type { Repost } from '../store/reposts/reposts';
import type { Store } from '../store/store';
import type { Engine } from '../temporal/engine';

const lookEveryMs = 10 * 60_000;

interface Deps {
	store: Store;
	engine: Engine;
	log: Log;
	now: () => Date;
	/** For a ledger that was put back from a backup: its open rows, before anything is started. */
	mendOldLedger: (open: Repost[]) => Promise<void>;
}

/**
 * Every ten minutes, and at the start: how do ledger and Temporal stand to each other? Notes what it finds for doctor and
 * tells Temporal how far the ledger has come. Problem temporal_unavailable.
 */
export function createKeepTogether(deps: Deps): () => Promise<void> {
	const { store, engine, log, now, mendOldLedger } = deps;
	let lookedAtMs = 0;
	let last: Standing = 'together';

	return async () => {
		if (now().getTime() - lookedAtMs < lookEveryMs) return;
		const remembered = await engine.rememberedLedger();
		const standing = await look(remembered);
		if (standing !== last) log.warn({ standing }, 'ledger and Temporal: see `14ms doctor`');
		last = standing;
		lookedAtMs = now().getTime();
	};

	async function look(remembered: LedgerMark | null): Promise<Standing> {
		const { ledgerId, epoch, seen } = await store.standing.read();
		const own: LedgerMark = { ledgerId, epoch, events: await store.events.latest() };
		const standing = standingOf(own, remembered, seen);
		switch (standing) {
			case 'otherLedger':
				// What Temporal remembers is the only witness of what was posted: it stays.
				return standing;
			case 'ledgerIsOlder': {
				await mendOldLedger(await store.reposts.open());
				const next = { ...own, epoch: Math.max(epoch, remembered?.epoch ?? 0) + 1 };
				await engine.tellOfLedger(next);
				const restoredAt = now().toISOString();
				await store.standing.note({ epoch: next.epoch, seen: null, restoredAt });
				return standing;
			}
			case 'temporalIsOlder':
				await engine.tellOfLedger(own);
				await store.standing.note({ seen: null, temporalLostAt: now().toISOString() });
				return standing;
			case 'together':
				if (remembered && (!seen || isFurther(remembered, seen))) {
					await store.standing.note({ seen: remembered });
				}
				if (!remembered || isFurther(own, remembered)) await engine.tellOfLedger(own);
				return standing;
		}
	}
}
