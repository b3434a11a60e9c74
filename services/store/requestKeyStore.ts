import { createHash } from 'node:crypto';
import { and, eq, gt, lt } from 'drizzle-orm';
import { requestKeys } from './clientSchema';
import { after, type Database, type Queries } from './database';
import type { RequestKey, RequestKeyStore } from './requestKeys';

/** For so long the same key gives the same answer. */
const keepMs = 24 * 60 * 60_000;

export function createRequestKeyStore(db: Database): RequestKeyStore {
	return {
		async find({ owner, key }) {
			const [row] = await db.read((query) =>
				query
					.select()
					.from(requestKeys)
					.where(
						and(
							eq(requestKeys.owner, owner),
							eq(requestKeys.keyHash, hashOf(key)),
							gt(requestKeys.at, after(-keepMs)),
						),
					),
			);
			return row ?? null;
		},
		async note(key, answer) {
			await db.write((tx) => noteKey(tx, key, answer));
		},
		async prune() {
			await db.relaxed((tx) =>
				tx.delete(requestKeys).where(lt(requestKeys.at, after(-keepMs))),
			);
		},
	};
}

/** False if the key was noted before, by a request at the same time. */
export async function noteKey(
	tx: Queries,
	{ owner, key, body }: RequestKey,
	answer: { repostId: string; created: boolean; notice: string | null },
): Promise<boolean> {
	const row = { owner, keyHash: hashOf(key), bodyHash: hashOfBody(body), ...answer };
	await tx
		.delete(requestKeys)
		.where(
			and(
				eq(requestKeys.owner, owner),
				eq(requestKeys.keyHash, row.keyHash),
				lt(requestKeys.at, after(-keepMs)),
			),
		);
	const noted = await tx.insert(requestKeys).values(row).onConflictDoNothing().returning();
	return noted.length === 1;
}

/** The same for the same wish, whatever the order of its fields. */
export function hashOfBody(body: Record<string, unknown>): string {
	const given = Object.entries(body).filter(([, value]) => value !== undefined);
	return hashOf(JSON.stringify(given.sort(([a], [b]) => (a < b ? -1 : 1))));
}

function hashOf(text: string): string {
	return createHash('sha256').update(text).digest('base64url');
}
