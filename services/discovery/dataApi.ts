import { z } from 'zod';
import { Problem } from '../../lib/errors';
import { storableJson } from '../../lib/storableJson';
import type { ChannelRef } from '../../lib/youtube/channelRef';
import type { ChannelVideo } from '../../lib/youtube/channelVideo';
import {
	channelItem,
	playlistItem,
	videoItem,
	videoOfPlaylistItem,
	videoOfVideoItem,
} from '../../lib/youtube/dataApiVideos';
import { dataApiProblem } from './dataApiProblem';
import type { FoundChannel } from './discovery';
import type { Answered, Ask } from './requests';

/** One page of a list; `missing`: there is no such list. */
export type ApiPage =
	| { kind: 'page'; videos: ChannelVideo[]; nextPage: string | null; etag: string | null }
	| { kind: 'unchanged' }
	| { kind: 'missing' };

/** YouTube's Data API with a key. Throws Problem youtube_*. */
export interface DataApi {
	/** 50 of a playlist (`UUSH…`, `UU…`). */
	page(
		playlistId: string,
		options: { pageToken: string | null; etag: string | null; signal: AbortSignal },
	): Promise<ApiPage>;
	/** At most 50; ids of what a key does not see are missing. */
	videos(ids: string[], signal: AbortSignal): Promise<Map<string, ChannelVideo>>;
	/** Null: there is none; undefined: the API cannot be asked for such a name. */
	channel(ref: ChannelRef, signal: AbortSignal): Promise<FoundChannel | null | undefined>;
}

const origin = 'https://www.googleapis.com/youtube/v3';
/** What each of these lists costs. */
const units = 1;
/** The player's longer side, so that its shape is told. */
const playerSidePx = 1000;

export function createDataApi({
	apiKey,
	ask,
	countCall,
	now,
}: {
	apiKey: string;
	ask: Ask;
	countCall: (endpoint: string, units: number) => Promise<void>;
	now: () => Date;
}): DataApi {
	async function list(
		resource: string,
		params: Record<string, string | number>,
		signal: AbortSignal,
		etag: string | null = null,
	): Promise<Answered> {
		await countCall(`Data API ${resource}.list`, units);
		// In a header: addresses end up in logs.
		const headers = { 'X-Goog-Api-Key': apiKey, ...(etag ? { 'If-None-Match': etag } : {}) };
		return ask(`${origin}/${resource}`, { params, headers, signal });
	}

	return {
		async page(playlistId, { pageToken, etag, signal }) {
			const answer = await list(
				'playlistItems',
				{
					part: 'snippet,contentDetails,status',
					...{ playlistId, maxResults: 50 },
					...(pageToken === null ? {} : { pageToken }),
				},
				signal,
				etag,
			);
			if (answer.status === 304 && etag !== null) return { kind: 'unchanged' };
			if (answer.status === 404 && isNotFound(answer.text)) return { kind: 'missing' };
			const { items, nextPageToken, etag: inBody } = read(answer, playlistItem, now());
			const isShortsList = playlistId.startsWith('UUSH');
			return {
				kind: 'page',
				videos: items.map((item) => videoOfPlaylistItem(item, isShortsList)),
				nextPage: nextPageToken ?? null,
				etag: answer.header('etag') ?? inBody ?? null,
			};
		},

		async videos(ids, signal) {
			const answer = await list(
				'videos',
				{
					part: 'snippet,contentDetails,status,liveStreamingDetails,player',
					id: ids.join(','),
					maxWidth: playerSidePx,
					maxHeight: playerSidePx,
				},
				signal,
			);
			const { items } = read(answer, videoItem, now());
			return new Map(items.map((item) => [item.id, videoOfVideoItem(item)]));
		},

		async channel(ref, signal) {
			const filter = filterOf(ref);
			if (!filter) return undefined;
			const answer = await list('channels', { part: 'snippet', ...filter }, signal);
			const [found] = read(answer, channelItem, now()).items;
			if (!found) return null;
			const { title, description, customUrl, thumbnails } = found.snippet;
			return {
				channelId: found.id,
				handle: customUrl?.startsWith('@') ? customUrl : null,
				...{ title, description },
				avatarUrl: (thumbnails?.high ?? thumbnails?.default)?.url ?? null,
			};
		},
	};
}

function filterOf(ref: ChannelRef): Record<string, string> | null {
	switch (ref.kind) {
		case 'id':
			return { id: ref.channelId };
		case 'handle':
			return { forHandle: `@${ref.handle}` };
		case 'user':
			return { forUsername: ref.name };
		case 'custom':
			return null;
	}
}

function isNotFound(text: string): boolean {
	return /"(?:playlistNotFound|NOT_FOUND)"/.test(text);
}

function read<Item extends z.ZodType>(answer: Answered, item: Item, now: Date) {
	if (answer.status !== 200) throw dataApiProblem(answer, now);
	const body = z.object({
		items: z.array(item).default([]),
		nextPageToken: z.string().optional(),
		etag: z.string().optional(),
	});
	const result = body.safeParse(storableJson(answer.text));
	if (result.success) return result.data;
	throw new Problem(
		'youtube_failed',
		'YouTube’s Data API answered in a form that 14ms does not know: it is asked again next time.',
	);
}
