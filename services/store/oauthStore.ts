import { createHash } from 'node:crypto';
import { and, asc, count, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { Sealer } from '../sealing';
import { after, type Database } from './database';
import type { OAuthStore } from './oauth/oauth';
import { pendingStore } from './oauth/pendingStore';
import { hooks, oauthClients, oauthRecords, pendingConnects } from './clientSchema';

/** What registered itself and was never approved is forgotten after a week. */
const unapprovedMs = 7 * 24 * 60 * 60_000;
/** What a token led to may be asked for by its id for this long after it ended. */
const keepExpiredMs = 24 * 60 * 60_000;

export function createOAuthStore(db: Database, sealer: Sealer): OAuthStore {
	return {
		...records(db),
		...clients(db),
		...pendingStore(db, sealer),
		async prune() {
			await db.relaxed(async (tx) => {
				await tx
					.delete(oauthRecords)
					.where(lt(oauthRecords.expiresAt, after(-keepExpiredMs)));
				await tx
					.delete(oauthClients)
					.where(
						and(
							isNull(oauthClients.approvedAt),
							lt(oauthClients.createdAt, after(-unapprovedMs)),
						),
					);
				await tx
					.delete(pendingConnects)
					.where(
						and(
							lt(pendingConnects.expiresAt, sql`clock_timestamp()`),
							isNotNull(pendingConnects.sealed),
						),
					);
			});
		},
	};
}

type Records = Pick<
	OAuthStore,
	'save' | 'find' | 'findByUid' | 'consume' | 'destroy' | 'revokeGrant'
>;

function records(db: Database): Records {
	const one = (model: string, id: string) =>
		and(eq(oauthRecords.model, model), eq(oauthRecords.idHash, hashOf(model, id)));
	return {
		async save(model, id, { payload, clientId, grantId, uid }, ttlSec) {
			const row = {
				payload,
				clientId: clientId ?? null,
				grantHash: grantId ? hashOf('grant', grantId) : null,
				uidHash: uid ? hashOf('uid', uid) : null,
				expiresAt: ttlSec === undefined ? null : after(ttlSec * 1000),
			};
			await db.write((tx) =>
				tx
					.insert(oauthRecords)
					.values({ ...row, model, idHash: hashOf(model, id) })
					.onConflictDoUpdate({
						target: [oauthRecords.model, oauthRecords.idHash],
						set: row,
					}),
			);
		},

		async find(model, id) {
			const [row] = await db.read((query) =>
				query
					.select()
					.from(oauthRecords)
					.where(and(one(model, id), stillValid)),
			);
			return row ?? null;
		},

		async findByUid(model, uid) {
			const [row] = await db.read((query) =>
				query
					.select()
					.from(oauthRecords)
					.where(
						and(
							eq(oauthRecords.model, model),
							eq(oauthRecords.uidHash, hashOf('uid', uid)),
							stillValid,
						),
					),
			);
			return row ?? null;
		},

		async consume(model, id) {
			await db.write((tx) =>
				tx
					.update(oauthRecords)
					.set({ consumedAt: sql`clock_timestamp()` })
					.where(and(one(model, id), isNull(oauthRecords.consumedAt))),
			);
		},

		async destroy(model, id) {
			await db.write((tx) => tx.delete(oauthRecords).where(one(model, id)));
		},

		async revokeGrant(model, grantId) {
			await db.write((tx) =>
				tx
					.delete(oauthRecords)
					.where(
						and(
							eq(oauthRecords.model, model),
							eq(oauthRecords.grantHash, hashOf('grant', grantId)),
						),
					),
			);
		},
	};
}

type Clients = Pick<
	OAuthStore,
	'addClient' | 'client' | 'clients' | 'countUnapproved' | 'approveClient' | 'removeClient'
>;

function clients(db: Database): Clients {
	return {
		async addClient({ id, name, redirectUris, secret, metadata, registeredBy }) {
			await db.write((tx) =>
				tx.insert(oauthClients).values({
					...{ id, name, redirectUris, metadata, registeredBy },
					secretHash: secret === null ? null : hashOfClientSecret(secret),
					approvedAt: registeredBy === 'operator' ? sql`now()` : null,
				}),
			);
		},

		async client(id) {
			const [row] = await db.read((query) =>
				query.select().from(oauthClients).where(eq(oauthClients.id, id)),
			);
			return row ?? null;
		},

		clients: () =>
			db.read((query) =>
				query
					.select()
					.from(oauthClients)
					.orderBy(asc(oauthClients.createdAt), asc(oauthClients.id)),
			),

		async countUnapproved() {
			const [row] = await db.read((query) =>
				query
					.select({ n: count() })
					.from(oauthClients)
					.where(isNull(oauthClients.approvedAt)),
			);
			return row?.n ?? 0;
		},

		async approveClient(id) {
			await db.write((tx) =>
				tx
					.update(oauthClients)
					.set({ approvedAt: sql`now()` })
					.where(and(eq(oauthClients.id, id), isNull(oauthClients.approvedAt))),
			);
		},

		async removeClient(id) {
			await db.write(async (tx) => {
				await tx.delete(oauthRecords).where(eq(oauthRecords.clientId, id));
				await tx.update(hooks).set({ state: 'deleted' }).where(eq(hooks.clientId, id));
				await tx.delete(oauthClients).where(eq(oauthClients.id, id));
			});
		},
	};
}

const stillValid = or(
	isNull(oauthRecords.expiresAt),
	sql`${oauthRecords.expiresAt} > clock_timestamp()`,
);

/** What is hashed is long and random, so a plain hash keeps it; the kind is part of it. */
function hashOf(kind: string, secret: string): string {
	return createHash('sha256').update(`oauth ${kind}:${secret}`).digest('base64url');
}

/** How a client's secret is kept, and what a shown one is compared with. */
export function hashOfClientSecret(secret: string): string {
	return hashOf('client secret', secret);
}
