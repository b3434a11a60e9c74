import { and, eq, sql } from 'drizzle-orm';
import type { Sealer } from '../sealing';
import type { Database } from './database';
import { isFreeFor, leaseOf, noLease } from './leases';
import { resealAll } from './resealAll';
import { grants } from './schema';
import { openTokens, sealTokens } from './sealTokens';
import type { GrantRow, GrantStore } from './grants';

export function createGrantStore(db: Database, sealer: Sealer): GrantStore {
	return {
		async open(accountId) {
			const [row] = await db.read((query) =>
				query.select().from(grants).where(eq(grants.accountId, accountId)),
			);
			if (!row) return null;
			const { clientKey, openId, scopes, accessExpiresAt, refreshExpiresAt, version } = row;
			return {
				...(await openTokens(sealer, row.sealed)),
				...{ clientKey, openId, scopes, accessExpiresAt, refreshExpiresAt, version },
			};
		},

		async facts(accountId) {
			const [row] = await db.read((query) =>
				query.select().from(grants).where(eq(grants.accountId, accountId)),
			);
			return row ? withoutTokens(row) : null;
		},

		async takeLease(accountId, owner, version, forMs) {
			const taken = await db.write((tx) =>
				tx
					.update(grants)
					.set(leaseOf(owner, forMs))
					.where(
						and(
							eq(grants.accountId, accountId),
							eq(grants.version, version),
							isFreeFor(grants, owner),
						),
					)
					.returning({ version: grants.version }),
			);
			return taken.length === 1;
		},

		async saveRefreshed(accountId, owner, version, grant) {
			const sealed = await sealTokens(sealer, grant);
			const { clientKey, openId, scopes, accessExpiresAt, refreshExpiresAt } = grant;
			const saved = await db.write((tx) =>
				tx
					.update(grants)
					.set({
						...{ sealed, clientKey, openId, scopes, accessExpiresAt, refreshExpiresAt },
						version: version + 1,
						...noLease,
						updatedAt: sql`now()`,
					})
					.where(
						and(
							eq(grants.accountId, accountId),
							eq(grants.version, version),
							eq(grants.leaseOwner, owner),
						),
					)
					.returning({ version: grants.version }),
			);
			return saved.length === 1;
		},

		async releaseLease(accountId, owner) {
			await db.write((tx) =>
				tx
					.update(grants)
					.set(noLease)
					.where(and(eq(grants.accountId, accountId), eq(grants.leaseOwner, owner))),
			);
		},

		async remove(accountId) {
			await db.write((tx) => tx.delete(grants).where(eq(grants.accountId, accountId)));
		},

		reseal: () => resealAll(db, sealer),
	};
}

/** Spelled out, so that no later column gets to a page unseen. */
function withoutTokens(row: GrantRow): Omit<GrantRow, 'sealed'> {
	const { accountId, clientKey, openId, scopes, accessExpiresAt, refreshExpiresAt } = row;
	const { version, leaseOwner, leaseUntil, updatedAt } = row;
	return {
		...{ accountId, clientKey, openId, scopes, accessExpiresAt, refreshExpiresAt },
		...{ version, leaseOwner, leaseUntil, updatedAt },
	};
}
