import { eq, isNull, lt, or, sql, type Column, type SQL } from 'drizzle-orm';
import { after } from './database';

interface LeaseColumns {
	leaseOwner: Column;
	leaseUntil: Column;
}

/** Nobody holds it, it has lapsed, or this owner holds it already. */
export function isFreeFor(
	{ leaseOwner, leaseUntil }: LeaseColumns,
	owner: string,
): SQL | undefined {
	return or(isNull(leaseOwner), eq(leaseOwner, owner), lt(leaseUntil, sql`clock_timestamp()`));
}

export const leaseOf = (owner: string, forMs: number) => ({
	leaseOwner: owner,
	leaseUntil: after(forMs),
});

export const noLease = { leaseOwner: null, leaseUntil: null };
