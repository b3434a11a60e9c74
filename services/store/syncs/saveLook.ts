import { isDeepStrictEqual } from 'node:util';
import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { inBatches } from '../../../lib/inBatches';
import { instantMs } from '../../../lib/instantMs';
import type { ChannelVideo } from '../../../lib/youtube/channelVideo';
import { mergedVideo } from '../../../lib/youtube/mergedVideo';
import type { Database, Queries } from '../database';
import { syncs, syncVideos } from '../syncSchema';
import type { SyncStore } from './syncs';

/** What one look has found. The same look saved twice changes nothing the second time. */
export function saveLook(db: Database, now: () => Date): Pick<SyncStore, 'known' | 'saveLook'> {
	return {
		async known(id, videoIds, before) {
			const rows = await db.read((query) =>
				batched(videoIds, (batch) =>
					query
						.select({ videoId: syncVideos.videoId })
						.from(syncVideos)
						.where(
							and(isOneOf(id, batch), before && lt(syncVideos.firstSeenAt, before)),
						),
				),
			);
			return new Set(rows.map(({ videoId }) => videoId));
		},

		async saveLook(id, { videos, memory, isBackfilled }) {
			const at = now();
			const ids = videos.map(({ videoId }) => videoId);
			const rows = await db.read((query) =>
				batched(ids, (batch) =>
					query
						.select({ videoId: syncVideos.videoId, video: openVideo })
						.from(syncVideos)
						.where(isOneOf(id, batch)),
				),
			);
			const before = new Map(rows.map(({ videoId, video }) => [videoId, video]));
			const fresh = videos.filter(({ videoId }) => !before.has(videoId));
			const filled = videos.flatMap((video) => filledIn(before.get(video.videoId), video));
			const note = (tx: Queries) =>
				tx
					.update(syncs)
					.set({
						...{ memory, lastRunAt: at },
						...(isBackfilled ? { isBackfilled: orIs(isBackfilled.version) } : {}),
					})
					.where(eq(syncs.id, id));
			if (fresh.length === 0 && filled.length === 0) {
				await db.relaxed(note);
				return { found: 0 };
			}
			return db.write(async (tx) => {
				// The sync before its videos, as whoever changes its rules.
				await note(tx);
				for (const video of filled) await fillIn(tx, id, video);
				return { found: await insertNew(tx, id, fresh, at) };
			});
		},
	};
}

const orIs = (version: number) => sql`${syncs.isBackfilled} or ${syncs.version} = ${version}`;

const isOneOf = (id: string, videoIds: string[]) =>
	and(eq(syncVideos.syncId, id), inArray(syncVideos.videoId, videoIds));

const isOpen = inArray(syncVideos.state, ['undecided', 'waiting']);

/** What is decided needs no more facts, so that its own are not read at each look. */
const openVideo = sql`case when ${isOpen} then ${syncVideos.video} end`.mapWith(syncVideos.video);

async function batched<T>(ids: string[], read: (batch: string[]) => Promise<T[]>): Promise<T[]> {
	const found: T[] = [];
	for (const batch of inBatches(ids)) found.push(...(await read(batch)));
	return found;
}

/** Facts that one source has and another has not stay. */
function filledIn(known: ChannelVideo | null | undefined, told: ChannelVideo): ChannelVideo[] {
	if (!known) return [];
	const merged = mergedVideo(known, told);
	return isDeepStrictEqual(merged, known) ? [] : [merged];
}

async function fillIn(tx: Queries, id: string, video: ChannelVideo): Promise<void> {
	await tx
		.update(syncVideos)
		.set({ video, publishedAt: dateOf(video.publishedAt) })
		.where(and(eq(syncVideos.syncId, id), eq(syncVideos.videoId, video.videoId), isOpen));
}

async function insertNew(
	tx: Queries,
	syncId: string,
	videos: ChannelVideo[],
	at: Date,
): Promise<number> {
	let found = 0;
	for (const batch of inBatches(videos, rowsAtOnce)) {
		const rows = batch.map((video) => ({
			...{ syncId, video, videoId: video.videoId },
			publishedAt: dateOf(video.publishedAt),
			...({ state: 'undecided', reason: 'new' } as const),
			sentence: 'It was just found.',
			...{ lookAgainAt: at, firstSeenAt: at, decidedAt: at },
		}));
		const made = await tx
			.insert(syncVideos)
			.values(rows)
			.onConflictDoNothing()
			.returning({ isNew: sql<number>`1` });
		found += made.length;
	}
	return found;
}

const rowsAtOnce = 200;

/** Null when YouTube told none, or nothing that is one. */
export function dateOf(text: string | null): Date | null {
	const atMs = instantMs(text);
	return atMs === null ? null : new Date(atMs);
}
