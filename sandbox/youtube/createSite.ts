import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { SampleVideo } from '../samples/SampleVideo';
import type { FaultBoard } from './faults';
import { playerResponse, unknownVideo } from './playerResponse';
import { type DataAnswer, sendData } from './sendData';
import { embedPage, playerScript, watchPage } from './watchPage';

/** A request that the stand-in has seen. */
export interface SeenRequest {
	method: string;
	host: string;
	path: string;
	/** Null where no video is meant. */
	videoId: string | null;
	itag: number | null;
	range: string | null;
	/** `Cookie` was sent. */
	hasCookies: boolean;
	status: number;
	data: DataAnswer | null;
}

/** A request that is about to be answered. */
export interface YouTubeMoment {
	videoId: string;
	part: 'page' | 'data';
}

const apiRequest = z.object({ videoId: z.string() });

/** YouTube's site and googlevideo for the videos on the shelf: the handler behind the proxy's TLS. */
export function createSite({
	videos,
	faults,
	now,
	seen,
	onMoment,
}: {
	videos: SampleVideo[];
	faults: FaultBoard;
	now: () => number;
	seen: SeenRequest[];
	onMoment?: ((moment: YouTubeMoment) => Promise<void> | void) | undefined;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
	const shelf = new Map(videos.map((video) => [video.id, video]));
	const player = (videoId: string) => {
		const video = shelf.get(videoId);
		if (!video) return unknownVideo(videoId, now());
		return playerResponse(video, faults.of(videoId), { now: now(), run: randomUUID() });
	};

	return async (request, response) => {
		const host = (request.headers.host ?? '').replace(/:\d+$/, '');
		const url = new URL(request.url ?? '/', `https://${host}`);
		const isData = host.endsWith('.googlevideo.com');
		const short = /^\/shorts\/([\w-]{11})$/.exec(url.pathname)?.[1];
		const body = request.method === 'POST' ? await text(request) : '';
		const asked = url.pathname.startsWith('/youtubei/v1/') ? readApiRequest(body) : null;
		const videoId =
			asked ?? short ?? url.searchParams.get(isData ? 'id' : 'v') ?? embedded(url.pathname);
		const entry: SeenRequest = {
			method: request.method ?? '',
			host,
			path: url.pathname,
			videoId,
			itag: isData ? Number(url.searchParams.get('itag')) : null,
			range: request.headers.range ?? null,
			hasCookies: request.headers.cookie !== undefined,
			status: 0,
			data: null,
		};
		seen.push(entry);
		response.once('close', () => (entry.status = response.statusCode));

		if (videoId !== null) await onMoment?.({ videoId, part: isData ? 'data' : 'page' });
		const broken = videoId === null ? null : faults.take(videoId, isData ? 'data' : 'api');
		if (broken) {
			const error = { code: broken.status, message: 'Fault of the sandbox' };
			json(response, { error }, broken.status);
			return;
		}
		if (isData) {
			await data(request, response, url, entry);
			return;
		}
		if (short !== undefined) {
			if (shelf.get(short)?.isShort) {
				html(response, watchPage(shelf.get(short) ?? null, player(short)));
				return;
			}
			response.writeHead(303, { location: `/watch?v=${short}` }).end();
			return;
		}
		if (asked !== null && url.pathname === '/youtubei/v1/player') {
			json(response, player(asked));
			return;
		}
		if (url.pathname === '/watch' && videoId !== null) {
			html(response, watchPage(shelf.get(videoId) ?? null, player(videoId)));
			return;
		}
		if (asked !== null && url.pathname === '/youtubei/v1/next') {
			json(response, { contents: { twoColumnWatchNextResults: {} } });
			return;
		}
		if (url.pathname.startsWith('/embed/') && videoId !== null) {
			html(response, embedPage());
			return;
		}
		if (url.pathname === playerScript.path) {
			plain(response, 200, playerScript.body);
			return;
		}
		plain(response, 404, 'Not in the sandbox');
	};

	async function data(
		request: IncomingMessage,
		response: ServerResponse,
		url: URL,
		entry: SeenRequest,
	): Promise<void> {
		const format = shelf
			.get(entry.videoId ?? '')
			?.formats.find(({ itag }) => itag === entry.itag);
		const isFresh = Number(url.searchParams.get('expire')) * 1000 > now();
		if (url.pathname !== '/videoplayback' || !format || !isFresh) {
			plain(response, 403, 'Forbidden');
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
	try {
		return apiRequest.parse(JSON.parse(body)).videoId;
	} catch {
		return null;
	}
}

function embedded(path: string): string | null {
	return /^\/embed\/([\w-]{11})$/.exec(path)?.[1] ?? null;
}

function plain(response: ServerResponse, status: number, words: string): void {
	response.writeHead(status, { 'content-type': 'text/plain' }).end(words);
}

function html(response: ServerResponse, page: string): void {
	response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
}

function json(response: ServerResponse, value: unknown, status = 200): void {
	response
		.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
		.end(JSON.stringify(value));
}
