import { and, eq } from 'drizzle-orm';
import type { Sealer } from '../sealing';
import { resealCheck } from './checkSealer';
import type { Database } from './database';
import { grants, uploads } from './schema';

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
	await resealCheck(db, sealer);
	return grantRows.length + uploadRows.length;
}
