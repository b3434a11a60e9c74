import { and, asc, eq, isNull, ne, notExists, sql } from 'drizzle-orm';
import { Problem } from '../../lib/errors';
import type { Sealer } from '../sealing';
import { sealTokens } from './sealTokens';
import type { Database, Queries } from './database';
import { findAccount } from './findAccount';
import { accountAliases, accounts, events, grants } from './schema';
import type { Account, AccountStore, TikTokPerson } from './accounts';
import type { Grant } from './grants';
import { readableId } from './readableId';
import { StoreError, uniqueViolation } from './storeProblem';

export function createAccountStore(db: Database, sealer: Sealer): AccountStore {
	const list = () =>
		db.read((query) =>
			query.select().from(accounts).orderBy(asc(accounts.createdAt), asc(accounts.id)),
		);

	return {
		list,

		async find(name) {
			return findAccount(name, await list());
		},

		async get(id) {
			const [account] = await db.read((query) =>
				query.select().from(accounts).where(eq(accounts.id, id)),
			);
			return account ?? null;
		},

		async connect(person, grant, sameAs, newId) {
			const sealed = await sealTokens(sealer, grant);
			const attempt = () =>
				db.write((tx) => connect(tx, person, { grant, sealed }, { sameAs, newId }));
			try {
				return await attempt();
			} catch (error) {
				// The same person was connected by another request at this very moment: now they are found.
				if (error instanceof StoreError && error.code === uniqueViolation) return attempt();
				throw error;
			}
		},

		async known(person) {
			return db.read(async (query) => {
				const id = await knownId(query, person);
				if (id === null) return null;
				const [account] = await query.select().from(accounts).where(eq(accounts.id, id));
				return account ?? null;
			});
		},

		async possibleTwins(person) {
			if (person.unionId !== null) return [];
			return db.read(async (query) => {
				if (await accountOfAlias(query, person)) return [];
				// A person has one open_id under a client key, so accounts known under this one are other people.
				return query
					.select()
					.from(accounts)
					.where(
						notExists(
							query
								.select()
								.from(accountAliases)
								.where(
									and(
										eq(accountAliases.accountId, accounts.id),
										eq(accountAliases.clientKey, person.clientKey),
									),
								),
						),
					)
					.orderBy(asc(accounts.createdAt), asc(accounts.id));
			});
		},

		async setStatus(id, status, version) {
			return db.write(async (tx) => {
				// A connect that is under way is waited for; then its grant is seen.
				await tx.select().from(accounts).where(eq(accounts.id, id)).for('update');
				if (version !== undefined && (await versionOf(tx, id)) !== version) return false;
				const changed = await tx
					.update(accounts)
					.set({ status, updatedAt: sql`now()` })
					.where(and(eq(accounts.id, id), ne(accounts.status, status)))
					.returning();
				if (changed.length) await note(tx, id, 'account.status', { status });
				return changed.length > 0;
			});
		},

		async rename(id, { username, displayName }) {
			if (username === undefined && displayName === undefined) return;
			await db.write(async (tx) => {
				const changed = await tx
					.update(accounts)
					.set({ username, displayName, updatedAt: sql`now()` })
					.where(
						and(
							eq(accounts.id, id),
							sql`(${accounts.username}, ${accounts.displayName}) is distinct from
								(coalesce(${username ?? null}, ${accounts.username}), coalesce(${displayName ?? null}, ${accounts.displayName}))`,
						),
					)
					.returning();
				if (changed.length)
					await note(tx, id, 'account.renamed', { username, displayName });
			});
		},
	};
}

async function versionOf(tx: Queries, accountId: string): Promise<number | undefined> {
	const [grant] = await tx
		.select({ version: grants.version })
		.from(grants)
		.where(eq(grants.accountId, accountId));
	return grant?.version;
}

interface Hints {
	sameAs: string | undefined;
	newId: string | undefined;
}

type Outcome = 'new' | 'reconnected' | 'newKeys';

async function connect(
	tx: Queries,
	person: TikTokPerson,
	{ grant, sealed }: { grant: Grant; sealed: string },
	hints: Hints,
): Promise<{ account: Account; outcome: Outcome }> {
	const { id, outcome } = await accountFor(tx, person, hints);
	const [account] = await tx
		.update(accounts)
		.set({
			displayName: person.displayName,
			status: 'connected',
			updatedAt: sql`now()`,
			...(person.username === null ? {} : { username: person.username }),
			...(person.avatarUrl === null ? {} : { avatarUrl: person.avatarUrl }),
		})
		.where(eq(accounts.id, id))
		.returning();
	if (!account) throw new Problem('unknown_account', `There is no account ${id}.`);
	if (outcome !== 'reconnected') {
		const { clientKey, openId } = person;
		await tx.insert(accountAliases).values({ clientKey, openId, accountId: id });
	}
	await learnUnionId(tx, account, person.unionId);
	const row = {
		clientKey: grant.clientKey,
		openId: grant.openId,
		sealed,
		scopes: grant.scopes,
		accessExpiresAt: grant.accessExpiresAt,
		refreshExpiresAt: grant.refreshExpiresAt,
	};
	await tx
		.insert(grants)
		.values({ ...row, accountId: id })
		.onConflictDoUpdate({
			target: grants.accountId,
			set: {
				...row,
				version: sql`${grants.version} + 1`,
				leaseOwner: null,
				leaseUntil: null,
				updatedAt: sql`now()`,
			},
		});
	await note(tx, id, 'account.connected', { outcome, scopes: grant.scopes });
	return { account, outcome };
}

async function accountFor(
	tx: Queries,
	person: TikTokPerson,
	{ sameAs, newId = readableId() }: Hints,
): Promise<{ id: string; outcome: Outcome }> {
	const known = await accountOfAlias(tx, person);
	if (known) return { id: known, outcome: 'reconnected' };
	const same = await accountOfUnionId(tx, person);
	if (same) return { id: same, outcome: 'newKeys' };
	if (sameAs !== undefined) return { id: sameAs, outcome: 'newKeys' };
	await tx.insert(accounts).values({
		id: newId,
		unionId: person.unionId,
		displayName: person.displayName,
		status: 'connected',
	});
	return { id: newId, outcome: 'new' };
}

async function knownId(query: Queries, person: TikTokPerson): Promise<string | null> {
	return (await accountOfAlias(query, person)) ?? accountOfUnionId(query, person);
}

async function accountOfUnionId(query: Queries, person: TikTokPerson): Promise<string | null> {
	if (person.unionId === null) return null;
	const [same] = await query
		.select({ id: accounts.id })
		.from(accounts)
		.where(eq(accounts.unionId, person.unionId));
	return same?.id ?? null;
}

async function accountOfAlias(query: Queries, person: TikTokPerson): Promise<string | null> {
	const [alias] = await query
		.select({ accountId: accountAliases.accountId })
		.from(accountAliases)
		.where(
			and(
				eq(accountAliases.clientKey, person.clientKey),
				eq(accountAliases.openId, person.openId),
			),
		);
	return alias?.accountId ?? null;
}

/** TikTok did not tell it at first. Kept unless it already belongs to another account. */
async function learnUnionId(tx: Queries, account: Account, unionId: string | null) {
	if (unionId === null || account.unionId !== null) return;
	const [taken] = await tx.select().from(accounts).where(eq(accounts.unionId, unionId));
	if (taken) return;
	await tx
		.update(accounts)
		.set({ unionId })
		.where(and(eq(accounts.id, account.id), isNull(accounts.unionId)));
}

async function note(tx: Queries, accountId: string, type: string, data: Record<string, unknown>) {
	await tx.insert(events).values({ accountId, type, data });
}
