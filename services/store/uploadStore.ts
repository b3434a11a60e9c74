import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { isFinal } from '../../lib/posting/states';
import type { Sealer } from '../sealing';
import { after, type Database, type Queries } from './database';
import { lanePlaces } from './laneSchema';
import { isFreeFor, leaseOf, noLease } from './leases';
import { events, reposts, uploads } from './schema';
import type { Repost } from './reposts/reposts';
import type { UploadStore } from './uploads';

export function createUploadStore(db: Database, sealer: Sealer): UploadStore {
	return {
		async get(repostId) {
			const [upload] = await db.read((query) =>
				query.select().from(uploads).where(eq(uploads.repostId, repostId)),
			);
			if (!upload) return null;
			return { ...upload, uploadUrl: z.string().parse(await sealer.open(upload.sealedUrl)) };
		},

		async replace(repostId, afterSerial, { uploadUrl, clientKey, ...upload }, edits) {
			const sealedUrl = await sealer.seal(uploadUrl);
			const fresh = {
				...{ ...upload, clientKey: clientKey ?? null, sealedUrl },
				...{ serial: afterSerial + 1, confirmedBytes: 0 },
				...{ ...noLease, createdAt: sql`now()` },
			};
			return db.write(async (tx) => {
				// Held until the commit, so that neither a retry nor the point of no return can slip in between.
				const [repost] = await tx
					.select()
					.from(reposts)
					.where(eq(reposts.id, repostId))
					.for('update');
				if (!repost || repost.attempt !== upload.attempt) return false;
				if (isFinal(repost.state) || repost.committedAt !== null) return false;
				if (edits !== undefined && repost.edits !== edits) return false;
				if (await hasLostItsTurn(tx, repost)) return false;
				const replaced =
					afterSerial === 0
						? await tx
								.insert(uploads)
								.values({ ...fresh, repostId })
								.onConflictDoNothing()
								.returning()
						: await tx
								.update(uploads)
								.set(fresh)
								.where(
									and(
										eq(uploads.repostId, repostId),
										eq(uploads.serial, afterSerial),
									),
								)
								.returning();
				if (!replaced.length) return false;
				await tx
					.update(reposts)
					.set({ publishId: upload.publishId, updatedAt: sql`now()` })
					.where(eq(reposts.id, repostId));
				const { publishId, sizeBytes, chunkCount, attempt } = upload;
				await tx.insert(events).values({
					...{ accountId: repost.accountId, repostId, type: 'repost.upload' },
					data: { publishId, serial: fresh.serial, attempt, sizeBytes, chunkCount },
				});
				return true;
			});
		},

		async takeLease(repostId, serial, owner, forMs) {
			const taken = await db.write((tx) =>
				tx
					.update(uploads)
					.set(leaseOf(owner, forMs))
					.where(
						and(
							eq(uploads.repostId, repostId),
							eq(uploads.serial, serial),
							isFreeFor(uploads, owner),
						),
					)
					.returning({ serial: uploads.serial }),
			);
			return taken.length === 1;
		},

		async renewLease(repostId, serial, owner, forMs, confirmedBytes) {
			// A renewal lost in a power cut only ends the lease earlier.
			const renewed = await db.relaxed((tx) =>
				tx
					.update(uploads)
					.set({ leaseUntil: after(forMs), confirmedBytes })
					.where(
						and(
							eq(uploads.repostId, repostId),
							eq(uploads.serial, serial),
							eq(uploads.leaseOwner, owner),
						),
					)
					.returning({ serial: uploads.serial }),
			);
			return renewed.length === 1;
		},

		async releaseLease(repostId, owner) {
			await db.relaxed((tx) =>
				tx
					.update(uploads)
					.set(noLease)
					.where(and(eq(uploads.repostId, repostId), eq(uploads.leaseOwner, owner))),
			);
		},
	};
}

/** A person has changed it since it had its turn. Those of the time before there were lanes have no place. */
async function hasLostItsTurn(tx: Queries, { id, attempt }: Repost): Promise<boolean> {
	const [place] = await tx
		.select()
		.from(lanePlaces)
		.where(and(eq(lanePlaces.repostId, id), eq(lanePlaces.attempt, attempt)));
	return place !== undefined && place.postSlotAt === null;
}
