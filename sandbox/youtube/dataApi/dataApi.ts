import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Answer, errorPage, jsonAnswer } from '../answer';
import type { Catalogue } from '../channels/catalogue';
import type { Channel } from '../channels/channel';
import { atMoment } from '../channels/seenBy';
import { playlistOf } from '../playlists';
import { dataApiError, type DataApiReason } from './dataApiError';
import type { Quota } from './quota';
import { channelResource, playlistItemResource, type Resource, videoResource } from './resources';

/** The key that the stand-in takes. */
export const sandboxApiKey = 'AIzaSandbox14ms-only-for-the-stand-in00';

const partsOf: Record<string, string[]> = {
	channels: ['id', 'snippet', 'contentDetails', 'status', 'statistics'],
	playlistItems: ['id', 'snippet', 'contentDetails', 'status'],
	videos: [
		...['id', 'snippet', 'contentDetails', 'status', 'statistics'],
		...['liveStreamingDetails', 'player'],
	],
};

class Refusal extends Error {
	constructor(readonly reason: DataApiReason) {
		super(reason);
	}
}

/** `www.googleapis.com/youtube/v3/…` (and `youtube.googleapis.com`): the three lists that need no more than a key. */
export function dataApi(
	{ catalogue, quota, now }: { catalogue: Catalogue; quota: Quota; now: number },
	request: IncomingMessage,
	url: URL,
): Answer {
	const resource = /^\/youtube\/v3\/(\w+)$/.exec(url.pathname)?.[1] ?? '';
	const parts = partsOf[resource];
	if (!parts || request.method !== 'GET') return errorPage(404);
	const key = request.headers['x-goog-api-key'] ?? url.searchParams.get('key');
	if (!key) return dataApiError('noKey');
	if (key !== sandboxApiKey) return dataApiError('badKey');
	// Whatever is answered, a request costs at least one.
	if (!quota.spend(1, now)) return dataApiError('quotaExceeded');
	try {
		const asked = readParts(url.searchParams, parts);
		const answered = lists[resource]?.(catalogue, url.searchParams, now) ?? {};
		const items = answered.items?.map((item) => only(item, asked));
		const body = { kind: `youtube#${resource.slice(0, -1)}ListResponse`, ...answered, items };
		return withTag(body, request.headers['if-none-match']);
	} catch (error) {
		if (error instanceof Refusal) return dataApiError(error.reason);
		throw error;
	}
}

interface List {
	items?: Resource[];
	nextPageToken?: string;
	prevPageToken?: string;
	pageInfo?: { totalResults: number; resultsPerPage: number };
}

const lists: Record<string, (c: Catalogue, q: URLSearchParams, now: number) => List> = {
	channels(catalogue, query) {
		const filter = onlyOne(query, ['id', 'forHandle', 'forUsername']);
		const value = query.get(filter) ?? '';
		const found: (Channel | null)[] =
			filter === 'id'
				? idsIn(value).map((id) => catalogue.channel(id))
				: filter === 'forHandle'
					? [catalogue.named('handle', value.startsWith('@') ? value : `@${value}`)]
					: [catalogue.named('username', value)];
		const items = found.filter((channel) => channel !== null).map(channelResource);
		// Google leaves the list out where nothing was found.
		const pageInfo = { totalResults: items.length, resultsPerPage: 5 };
		return items.length === 0 ? { pageInfo } : { pageInfo, items };
	},

	playlistItems(catalogue, query, now) {
		const playlistId = query.get(onlyOne(query, ['playlistId'])) ?? '';
		const list = playlistOf(catalogue, playlistId, now);
		if (!list) throw new Refusal('playlistNotFound');
		const size = sizeIn(query);
		const from = fromToken(query.get('pageToken'));
		const total = list.videos.length;
		const items = list.videos
			.slice(from, from + size)
			.map((video, place) => playlistItemResource(video, playlistId, from + place));
		return {
			...(from + size < total ? { nextPageToken: token(from + size) } : {}),
			...(from > 0 ? { prevPageToken: token(Math.max(0, from - size)) } : {}),
			items,
			pageInfo: { totalResults: total, resultsPerPage: size },
		};
	},

	videos(catalogue, query, now) {
		const ids = idsIn(query.get(onlyOne(query, ['id'])) ?? '');
		const maxSide = query.get('maxHeight') ?? query.get('maxWidth');
		const items = ids
			.map((id) => catalogue.video(id))
			.filter((video) => video !== null)
			.map((video) => atMoment(video, now))
			// A key alone does not see private ones.
			.filter(({ access }) => access !== 'private')
			.map((video) => videoResource(video, maxSide === null ? null : Number(maxSide)));
		return { items, pageInfo: { totalResults: items.length, resultsPerPage: items.length } };
	},
};

function readParts(query: URLSearchParams, known: string[]): string[] {
	const parts = (query.get('part') ?? '').split(',').filter(Boolean);
	if (parts.length === 0) throw new Refusal('missingRequiredParameter');
	if (!parts.every((part) => known.includes(part))) throw new Refusal('unknownPart');
	return parts;
}

function onlyOne(query: URLSearchParams, filters: string[]): string {
	const given = filters.filter((filter) => query.has(filter));
	if (given.length > 1) throw new Refusal('incompatibleParameters');
	if (given[0] === undefined) throw new Refusal('missingRequiredParameter');
	return given[0];
}

function idsIn(text: string): string[] {
	const ids = text.split(',').filter(Boolean);
	if (ids.length > 50) throw new Refusal('invalidParameter');
	return [...new Set(ids)];
}

function sizeIn(query: URLSearchParams): number {
	const size = Number(query.get('maxResults') ?? 5);
	if (!Number.isInteger(size) || size < 0 || size > 50) throw new Refusal('invalidParameter');
	return size;
}

function token(from: number): string {
	return Buffer.from(`from:${from}`).toString('base64url');
}

function fromToken(text: string | null): number {
	if (text === null) return 0;
	const from = /^from:(\d+)$/.exec(Buffer.from(text, 'base64url').toString())?.[1];
	if (from === undefined) throw new Refusal('invalidPageToken');
	return Number(from);
}

function only(item: Resource, parts: string[]): Resource {
	const always = ['kind', 'id'];
	const shown = Object.entries(item).filter(
		([name]) => always.includes(name) || parts.includes(name),
	);
	return { ...Object.fromEntries(shown), etag: tagOf(item) };
}

function withTag(body: object, asked: string | undefined): Answer {
	const etag = tagOf(body);
	const headers = { etag, 'cache-control': 'private' };
	if (asked?.replaceAll('"', '') === etag) return { status: 304, headers, body: '' };
	const answer = jsonAnswer({ ...body, etag });
	return { ...answer, headers: { ...answer.headers, ...headers } };
}

function tagOf(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 27);
}
