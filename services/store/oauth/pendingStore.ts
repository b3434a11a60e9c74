import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Sealer } from '../../sealing';
import { pendingConnects } from '../clientSchema';
import { after, type Database } from '../database';
import type { OAuthStore } from './oauth';

type Pending = Pick<OAuthStore, 'keepPending' | 'pending' | 'settlePending' | 'accountOfSubject'>;

/** TikTok's answers for new accounts, sealed until their client exchanges its code. */
export function pendingStore(db: Database, sealer: Sealer): Pending {
	return {
		async keepPending(id, value, ttlMs) {
			const sealed = await sealer.seal({ value });
			await db.write((tx) =>
				tx.insert(pendingConnects).values({ id, sealed, expiresAt: after(ttlMs) }),
			);
		},

		async pending(id) {
			const [row] = await db.read((query) =>
				query
					.select()
					.from(pendingConnects)
					.where(
						and(
							eq(pendingConnects.id, id),
							isNotNull(pendingConnects.sealed),
							sql`${pendingConnects.expiresAt} > clock_timestamp()`,
						),
					),
			);
			if (!row?.sealed) return null;
			const opened = await sealer.open(row.sealed);
			const isOurs = typeof opened === 'object' && opened !== null && 'value' in opened;
			return isOurs ? { value: opened.value } : null;
		},

		async settlePending(id, accountId) {
			await db.write((tx) =>
				tx
					.update(pendingConnects)
					.set({ sealed: null, accountId })
					.where(eq(pendingConnects.id, id)),
			);
		},

		async accountOfSubject(subject) {
			const [row] = await db.read((query) =>
				query
					.select({ accountId: pendingConnects.accountId })
					.from(pendingConnects)
					.where(eq(pendingConnects.id, subject)),
			);
			return row ? row.accountId : subject;
		},
	};
}
