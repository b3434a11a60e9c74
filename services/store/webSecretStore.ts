import { createHash } from 'node:crypto';
import { and, eq, gt, sql } from 'drizzle-orm';
import type { Sealer } from '../sealing';
import { after, type Database } from './database';
import { webSecrets } from './schema';
import type { WebSecretStore } from './webSecrets';

export function createWebSecretStore(db: Database, sealer: Sealer): WebSecretStore {
	return {
		async put(kind, secret, ttlMs, bound) {
			const row = {
				kind,
				sessionHash: bound ? hashOf('session', bound.session) : null,
				sealed: bound ? await sealer.seal({ value: bound.sealedValue }) : null,
				expiresAt: after(ttlMs),
			};
			await db.write((tx) =>
				tx
					.insert(webSecrets)
					.values({ ...row, hash: hashOf(kind, secret) })
					.onConflictDoUpdate({ target: webSecrets.hash, set: row }),
			);
		},

		async has(kind, secret) {
			const found = await db.read((query) =>
				query
					.select({ hash: webSecrets.hash })
					.from(webSecrets)
					.where(and(eq(webSecrets.hash, hashOf(kind, secret)), stillValid)),
			);
			return found.length === 1;
		},

		async redeem(kind, secret, session) {
			const [taken] = await db.write((tx) =>
				tx
					.delete(webSecrets)
					.where(
						and(
							eq(webSecrets.hash, hashOf(kind, secret)),
							stillValid,
							kind === 'connectState'
								? eq(webSecrets.sessionHash, hashOf('session', session ?? ''))
								: undefined,
						),
					)
					.returning(),
			);
			if (!taken) return null;
			return {
				value: taken.sealed === null ? null : valueOf(await sealer.open(taken.sealed)),
			};
		},
	};
}

const stillValid = gt(webSecrets.expiresAt, sql`clock_timestamp()`);

/** The secrets are long and random, so a plain hash keeps them. The kind is part of it: a code is never a session. */
function hashOf(kind: string, secret: string): string {
	return createHash('sha256').update(`${kind}:${secret}`).digest('base64url');
}

function valueOf(opened: unknown): unknown {
	return typeof opened === 'object' && opened !== null && 'value' in opened ? opened.value : null;
}
