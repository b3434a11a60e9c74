import { isFurther, standingOf, type LedgerMark, type Standing } from '../../lib/posting/standing';
import type { Log } from '../log';
import type { Repost } from '../store/reposts/reposts';
import type { Store } from '../store/store';
import type { Engine } from '../temporal/engine';

const lookEveryMs = 10 * 60_000;

interface Deps {
	store: Pick<Store, 'standing' | 'events'> & { reposts: Pick<Store['reposts'], 'open'> };
	engine: Pick<Engine, 'rememberedLedger' | 'tellOfLedger'>;
	log: Log;
	now: () => Date;
	/** For a ledger that was put back from a backup: its open rows, before anything is started. */
	mendOldLedger: (open: Repost[]) => Promise<void>;
}

interface KeepTogether {
	/** At the start, every ten minutes, and whenever the ledger has changed since. Problem temporal_unavailable. */
	sweep(): Promise<void>;
	/** At once, for what must not wait for the next sweep. Problem temporal_unavailable. */
	tell(): Promise<void>;
}

/**
 * How do ledger and Temporal stand to each other? Notes what it finds for doctor and tells Temporal how far the ledger
 * has come, so that a backup goes unnoticed only when nothing happened between it and the last sweep.
 */
export function createKeepTogether(deps: Deps): KeepTogether {
	const { store, engine, log, now, mendOldLedger } = deps;
	let lookedAtMs = 0;
	/** As the ledger was at the last look that left nothing to tell. */
	let settledAt: number | null = null;
	let told: { mark: LedgerMark; atMs: number } | null = null;
	let last: Standing = 'together';
	let current: Promise<void> = Promise.resolve();

	return {
		async sweep() {
			const isDue = now().getTime() - lookedAtMs >= lookEveryMs;
			if (isDue || (await store.events.latest()) !== settledAt) await lookInTurn(false);
		},
		tell: () => lookInTurn(true),
	};

	/** Two at a time would both settle an old ledger. */
	function lookInTurn(isUrgent: boolean): Promise<void> {
		const look = (): Promise<void> => lookOnce(isUrgent);
		current = current.then(look, look);
		return current;
	}

	async function lookOnce(isUrgent: boolean): Promise<void> {
		const remembered = await engine.rememberedLedger();
		const standing = await look(remembered, isUrgent);
		if (standing !== last) log.warn({ standing }, 'ledger and Temporal: see `14ms doctor`');
		last = standing;
		lookedAtMs = now().getTime();
	}

	async function look(remembered: LedgerMark | null, isUrgent: boolean): Promise<Standing> {
		const { ledgerId, epoch, seen } = await store.standing.read();
		const own: LedgerMark = { ledgerId, epoch, events: await store.events.latest() };
		const standing = standingOf(own, remembered, seen);
		settledAt = own.events;
		switch (standing) {
			case 'otherLedger':
				// What Temporal remembers is the only witness of what was posted: it stays.
				return standing;
			case 'ledgerIsOlder': {
				await mendOldLedger(await store.reposts.open());
				const next = { ...own, epoch: Math.max(epoch, remembered?.epoch ?? 0) + 1 };
				await tell(next);
				const restoredAt = now().toISOString();
				await store.standing.note({ epoch: next.epoch, seen: null, restoredAt });
				return standing;
			}
			case 'temporalIsOlder':
				await tell(own);
				await store.standing.note({ seen: null, temporalLostAt: now().toISOString() });
				return standing;
			case 'together':
				if (remembered && (!seen || isFurther(remembered, seen))) {
					await store.standing.note({ seen: remembered });
				}
				if (remembered && !isFurther(own, remembered)) return standing;
				if (isUrgent || !isUnheard(remembered)) await tell(own);
				else settledAt = null;
				return standing;
		}
	}

	async function tell(mark: LedgerMark): Promise<void> {
		await engine.tellOfLedger(mark);
		told = { mark, atMs: now().getTime() };
	}

	/** Without a worker, signals would heap up in the workflow's history. */
	function isUnheard(remembered: LedgerMark | null): boolean {
		if (!told || now().getTime() - told.atMs >= lookEveryMs) return false;
		return remembered === null || isFurther(told.mark, remembered);
	}
}
