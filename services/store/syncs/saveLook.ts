import { isDeepStrictEqual } from 'node:util';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { ChannelVideo } from '../../../lib/youtube/channelVideo';
import { mergedVideo } from '../../../lib/youtube/mergedVideo';
import type { Database, Queries } from '../database';
import { syncs, syncVideos } from '../syncSchema';
import type { SyncStore, SyncVideo } from './syncs';

/** What one look has found. The same look saved twice changes nothing the second time. */
export function saveLook(db: Database, now: () => Date): Pick<SyncStore, 'known' | 'saveLook'> {
	return {
		async known(id, videoIds, before) {
			const rows = await db.read((query) => rowsOf(query, id, videoIds));
			const isKnown = ({ firstSeenAt }: SyncVideo) => !before || firstSeenAt < before;
			return new Set(rows.filter(isKnown).map(({ videoId }) => videoId));
		},

		async saveLook(id, { videos, memory, isBackfilled }) {
			const at = now();
			const rows = await db.read((query) =>
				rowsOf(
					query,
					id,
					videos.map(({ videoId }) => videoId),
				),
			);
			const before = new Map(rows.map((row) => [row.videoId, row]));
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

async function rowsOf(query: Queries, id: string, videoIds: string[]): Promise<SyncVideo[]> {
	if (videoIds.length === 0) return [];
	return query
		.select()
		.from(syncVideos)
		.where(and(eq(syncVideos.syncId, id), inArray(syncVideos.videoId, videoIds)));
}

/** Facts that one source has and another has not stay; what is decided needs no more of them. */
function filledIn(row: SyncVideo | undefined, told: ChannelVideo): ChannelVideo[] {
	if (row?.state !== 'undecided' && row?.state !== 'waiting') return [];
	const merged = mergedVideo(row.video, told);
	return isDeepStrictEqual(merged, row.video) ? [] : [merged];
}

async function fillIn(tx: Queries, id: string, video: ChannelVideo): Promise<void> {
	await tx
		.update(syncVideos)
		.set({ video, publishedAt: dateOf(video.publishedAt) })
		.where(
			and(
				eq(syncVideos.syncId, id),
				eq(syncVideos.videoId, video.videoId),
				inArray(syncVideos.state, ['undecided', 'waiting']),
			),
		);
}

async function insertNew(
	tx: Queries,
	syncId: string,
	videos: ChannelVideo[],
	at: Date,
): Promise<number> {
	let found = 0;
	for (let n = 0; n < videos.length; n += rowsAtOnce) {
		const rows = videos.slice(n, n + rowsAtOnce).map((video) => ({
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
	const atMs = text === null ? Number.NaN : Date.parse(text);
	return Number.isNaN(atMs) ? null : new Date(atMs);
}
