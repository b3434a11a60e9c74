/** How far a ledger had come. `events` counts up; `epoch` goes up when a ledger is put back from a backup. */
export interface LedgerMark {
	ledgerId: string;
	epoch: number;
	events: number;
}

/** How ledger and Temporal stand to each other. */
export type Standing =
	| 'together'
	/** Temporal remembers more than the ledger has: the database was put back from a backup. */
	| 'ledgerIsOlder'
	/** Temporal has forgotten what it had remembered: its database was lost or put back from a backup. */
	| 'temporalIsOlder'
	/** Temporal remembers the ledger of another 14ms, or one that was lost altogether. */
	| 'otherLedger';

/**
 * @param own the ledger as it is
 * @param remembered what Temporal keeps; null: nothing
 * @param seen what Temporal was last seen to keep, as the ledger knows it
 */
export function standingOf(
	own: LedgerMark,
	remembered: LedgerMark | null,
	seen: LedgerMark | null,
): Standing {
	if (remembered === null) return seen === null ? 'together' : 'temporalIsOlder';
	if (remembered.ledgerId !== own.ledgerId) return 'otherLedger';
	if (isFurther(remembered, own)) return 'ledgerIsOlder';
	return seen !== null && isFurther(seen, remembered) ? 'temporalIsOlder' : 'together';
}

/** Of two marks of the same ledger. */
export function isFurther(one: LedgerMark, other: LedgerMark): boolean {
	return one.epoch === other.epoch ? one.events > other.events : one.epoch > other.epoch;
}
