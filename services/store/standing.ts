import type { LedgerMark } from '../../lib/posting/standing';

/** Who this ledger is, and how it stands to Temporal (lib/posting/standing.ts). Times are ISO. */
export interface LedgerStanding {
	ledgerId: string;
	epoch: number;
	/** What Temporal was last seen to remember. */
	seen: LedgerMark | null;
	/** When it was last noticed that this database had been put back from a backup. */
	restoredAt: string | null;
	/** When it was last noticed that Temporal had forgotten something. */
	temporalLostAt: string | null;
}

export interface StandingStore {
	/** Makes the ledger's id at the first call. */
	read(): Promise<LedgerStanding>;
	note(change: Partial<Omit<LedgerStanding, 'ledgerId'>>): Promise<void>;
}
