import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { type Answer, errorPage, htmlAnswer, jsonAnswer, plainAnswer, send } from './answer';
import type { Catalogue } from './channels/catalogue';
import type { ShelfVideo } from './channels/channel';
import { browse, channelInPath, channelPage } from './channels/channelPage';
import { atMoment, isShownAsShort } from './channels/seenBy';
import { dataApi } from './dataApi/dataApi';
import { dataApiError } from './dataApi/dataApiError';
import type { Quota } from './dataApi/quota';
import type { FaultBoard } from './faults';
import { feed } from './feed';
import { type Hub, hubHost } from './hub/hub';
import { playerResponse, unknownVideo } from './playerResponse';
import { sendData } from './sendData';
import type { SeenRequest, SeenRequests } from './seenRequests';
import { embedPage, playerScript, watchPage } from './watchPage';

/** A request that is about to be answered. */
export interface YouTubeMoment {
	/** Null: about no single video, or about several. */
	videoId: string | null;
	/** `list`: Data API, feeds, channels' pages, the hub. */
	part: 'page' | 'data' | 'list';
	/** Of its address. */
	path: string;
}

export interface SiteOptions {
	catalogue: Catalogue;
	faults: FaultBoard;
	quota: Quota;
	hub: Hub;
	now: () => number;
	seen: SeenRequests;
	/** The feeds carry an ETag. */
	hasFeedValidators: () => boolean;
	onMoment?: ((moment: YouTubeMoment) => Promise<void> | void) | undefined;
}

const apiRequest = z.object({ videoId: z.string() });

/** YouTube's hosts as far as the catalogue goes: the handler behind the proxy's TLS. */
export function createSite(
	options: SiteOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
	const { catalogue, faults, quota, hub, now, seen, onMoment } = options;
	const videoAt = (id: string): ShelfVideo | null => {
		const video = catalogue.video(id);
		return video && atMoment(video, now());
	};
	const player = (videoId: string) => {
		const video = videoAt(videoId);
		if (!video) return unknownVideo(videoId, now());
		return playerResponse(video, faults.of(videoId), { now: now(), run: randomUUID() });
	};

	return async (request, response) => {
		const host = (request.headers.host ?? '').replace(/:\d+$/, '');
		const url = new URL(request.url ?? '/', `https://${host}`);
		const isData = host.endsWith('.googlevideo.com');
		const short = /^\/shorts\/([\w-]{11})$/.exec(url.pathname)?.[1];
		const body = request.method === 'POST' ? await text(request) : '';
		const isInner = url.pathname.startsWith('/youtubei/v1/');
		const asked = isInner ? readApiRequest(body) : null;
		const videoId =
			asked ?? short ?? url.searchParams.get(isData ? 'id' : 'v') ?? embedded(url.pathname);
		const entry = seen.add(request, { host, url, videoId, isData });
		response.once('close', () => (entry.status = response.statusCode));

		const part = videoId === null ? 'list' : isData ? 'data' : 'page';
		await onMoment?.({ videoId, part, path: url.pathname });
		const answered = await beside(request, host, url, body);
		if (answered) {
			send(response, answered);
			return;
		}
		const broken = videoId === null ? null : faults.take(videoId, isData ? 'data' : 'api');
		if (broken) {
			const error = { code: broken.status, message: 'Fault of the sandbox' };
			send(response, jsonAnswer({ error }, broken.status));
		} else if (isData) {
			await data(request, response, url, entry);
		} else if (short !== undefined && !isShort(short)) {
			response.writeHead(303, { location: `/watch?v=${short}` }).end();
		} else {
			send(response, page(url, asked, videoId));
		}
	};

	function isShort(videoId: string): boolean {
		const video = catalogue.video(videoId);
		return video !== null && isShownAsShort(video, now());
	}

	/** What concerns no single video: Data API, hub, feeds and channels' pages. */
	async function beside(
		request: IncomingMessage,
		host: string,
		url: URL,
		body: string,
	): Promise<Answer | null> {
		const { pathname, searchParams: query } = url;
		if (host === hubHost) {
			const form = new URLSearchParams(body);
			const topic = URL.parse(form.get('hub.topic') ?? '');
			const channelId = topic?.searchParams.get('channel_id') ?? null;
			const fault = faults.takeOf('hub', { channelId });
			if (fault?.status) return plainAnswer('Fault of the sandbox', fault.status);
			const isAsking = request.method === 'POST' && /^\/(subscribe)?$/.test(pathname);
			if (!isAsking) return errorPage(404);
			return hub.ask(form, fault !== null);
		}
		if (host === 'www.googleapis.com' || host === 'youtube.googleapis.com') {
			const list = query.get('playlistId')?.replace(/^UU(SH)?/, 'UC');
			const channelId = list ?? query.get('id');
			const fault = faults.takeOf('dataApi', { channelId });
			if (fault) return dataApiError(fault.reason);
			return dataApi({ catalogue, quota, now: now() }, request, url);
		}
		if (pathname === '/feeds/videos.xml' || pathname === '/xml/feeds/videos.xml') {
			return feedOf(query, request.headers['if-none-match']);
		}
		const named = channelInPath(catalogue, pathname);
		const inner = /^\/youtubei\/v1\/(browse|navigation\/resolve_url)$/.exec(pathname)?.[1];
		if (!named && inner === undefined) return null;
		const fault = faults.takeOf('channelPages', { channelId: named?.channel?.id ?? null });
		if (fault) return errorPage(fault.status);
		if (named) return channelPage(catalogue, named, now());
		if (inner !== 'browse') {
			// YouTube's own word for an address of no channel; others are read from their pages.
			const message = 'Requested entity was not found.';
			return jsonAnswer({ error: { code: 404, message, status: 'NOT_FOUND' } }, 404);
		}
		return browse(catalogue, parsed(body), now());
	}

	function feedOf(query: URLSearchParams, etag: string | undefined): Answer {
		const list = query.get('playlist_id');
		const of = list?.startsWith('UUSH') ? 'shorts' : 'channel';
		const channelId = query.get('channel_id') ?? list?.replace(/^UU(SH)?/, 'UC') ?? null;
		const fault = faults.takeOf('feeds', { channelId, of });
		if (fault?.status) return errorPage(fault.status);
		const hasValidators = options.hasFeedValidators();
		const answer = feed(catalogue, query, { now: now(), hasValidators, etag });
		if (!fault) return answer;
		return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
	}

	function page(url: URL, asked: string | null, videoId: string | null): Answer {
		const { pathname } = url;
		if (asked !== null && pathname === '/youtubei/v1/player') return jsonAnswer(player(asked));
		if (asked !== null && pathname === '/youtubei/v1/next') {
			return jsonAnswer({ contents: { twoColumnWatchNextResults: {} } });
		}
		if (videoId !== null && (pathname === '/watch' || pathname.startsWith('/shorts/'))) {
			return htmlAnswer(watchPage(videoAt(videoId), player(videoId)));
		}
		if (videoId !== null && pathname.startsWith('/embed/')) return htmlAnswer(embedPage());
		if (pathname === playerScript.path) return plainAnswer(playerScript.body, 200);
		return plainAnswer('Not in the sandbox', 404);
	}

	async function data(
		request: IncomingMessage,
		response: ServerResponse,
		url: URL,
		entry: SeenRequest,
	): Promise<void> {
		const format = catalogue
			.video(entry.videoId ?? '')
			?.formats.find(({ itag }) => itag === entry.itag);
		const isFresh = Number(url.searchParams.get('expire')) * 1000 > now();
		if (url.pathname !== '/videoplayback' || !format || !isFresh) {
			send(response, plainAnswer('Forbidden', 403));
			return;
		}
		const { truncate, slow } = faults.of(entry.videoId);
		const cut = faults.take(entry.videoId, 'cut');
		entry.data = { fromByte: 0, sentBytes: 0 };
		await sendData(
			request,
			response,
			{ path: format.path, type: format.mimeType.replace(/;.*/, '') },
			{
				sizeBytes: Math.min(format.sizeBytes, truncate?.toBytes ?? Infinity),
				...(slow ? { bytesPerSecond: slow.bytesPerSecond } : {}),
				...(cut ? { cutAfterBytes: cut.afterBytes } : {}),
			},
			entry.data,
		);
	}
}

function readApiRequest(body: string): string | null {
	const read = apiRequest.safeParse(parsed(body));
	return read.success ? read.data.videoId : null;
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return null;
	}
}

function embedded(path: string): string | null {
	return /^\/embed\/([\w-]{11})$/.exec(path)?.[1] ?? null;
}
