import { and, eq } from 'drizzle-orm';
import type { Sealer } from '../sealing';
import { resealCheck } from './checkSealer';
import type { Database } from './database';
import { callbacks, hooks, pendingConnects } from './clientSchema';
import { grants, uploads } from './schema';
import { webSubs } from './syncSchema';

/** Seals every grant and upload URL anew with the first key; answers how many. A row that changes meanwhile is sealed by its writer. */
export async function resealAll(db: Database, sealer: Sealer): Promise<number> {
	const grantRows = await db.read((query) => query.select().from(grants));
	const uploadRows = await db.read((query) => query.select().from(uploads));
	for (const { accountId, sealed: old } of grantRows) {
		const sealed = await sealer.seal(await sealer.open(old));
		await db.write((tx) =>
			tx
				.update(grants)
				.set({ sealed })
				.where(and(eq(grants.accountId, accountId), eq(grants.sealed, old))),
		);
	}
	for (const { repostId, sealedUrl: old } of uploadRows) {
		const sealedUrl = await sealer.seal(await sealer.open(old));
		await db.write((tx) =>
			tx
				.update(uploads)
				.set({ sealedUrl })
				.where(and(eq(uploads.repostId, repostId), eq(uploads.sealedUrl, old))),
		);
	}
	const others = await resealOthers(db, sealer);
	const hubSecrets = await resealWebSubs(db, sealer);
	await resealCheck(db, sealer);
	return grantRows.length + uploadRows.length + others + hubSecrets;
}

/** Callbacks, webhooks and pending connects: an id and a sealed text each. */
async function resealOthers(db: Database, sealer: Sealer): Promise<number> {
	let count = 0;
	for (const table of [callbacks, hooks, pendingConnects]) {
		const rows = await db.read((query) =>
			query.select({ id: table.id, old: table.sealed }).from(table),
		);
		for (const { id, old } of rows) {
			if (old === null) continue;
			const sealed = await sealer.seal(await sealer.open(old));
			await db.write((tx) =>
				tx
					.update(table)
					.set({ sealed })
					.where(and(eq(table.id, id), eq(table.sealed, old))),
			);
			count += 1;
		}
	}
	return count;
}

async function resealWebSubs(db: Database, sealer: Sealer): Promise<number> {
	const rows = await db.read((query) => query.select().from(webSubs));
	for (const { channelId, sealedSecret: old } of rows) {
		const sealedSecret = await sealer.seal(await sealer.open(old));
		await db.write((tx) =>
			tx
				.update(webSubs)
				.set({ sealedSecret })
				.where(and(eq(webSubs.channelId, channelId), eq(webSubs.sealedSecret, old))),
		);
	}
	return rows.length;
}
