import { eq } from 'drizzle-orm';
import type { Sealer } from '../sealing';
import type { Database } from './database';
import { installation } from './schema';

const key = 'sealed';

/**
 * Wrong SECRET_KEYS stop the start instead of failing at the first token: a value sealed at the first start must open.
 * Problem wrong_secret_keys.
 */
export async function checkSealer(db: Database, sealer: Sealer): Promise<void> {
	const value = await sealer.seal('opened');
	const sealed = await db.write(async (tx) => {
		await tx.insert(installation).values({ key, value }).onConflictDoNothing();
		const [row] = await tx.select().from(installation).where(eq(installation.key, key));
		return row?.value ?? value;
	});
	await sealer.open(sealed);
}

/** Part of a key rotation: from now on only the first key of the ring is needed to start. */
export async function resealCheck(db: Database, sealer: Sealer): Promise<void> {
	const value = await sealer.seal('opened');
	await db.write((tx) => tx.update(installation).set({ value }).where(eq(installation.key, key)));
}
