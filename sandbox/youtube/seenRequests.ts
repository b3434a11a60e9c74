import type { IncomingMessage } from 'node:http';
import type { DataAnswer } from './sendData';

/** A request that the stand-in has seen. */
export interface SeenRequest {
	method: string;
	host: string;
	path: string;
	/** With its `?`; empty without a query. */
	search: string;
	/** Null where no video is meant. */
	videoId: string | null;
	itag: number | null;
	range: string | null;
	/** `Cookie` was sent. */
	hasCookies: boolean;
	status: number;
	data: DataAnswer | null;
}

/** Older ones are forgotten, so that a long measurement does not fill the memory. */
const mostKept = 50_000;

/** The stand-in's memory of requests. */
export class SeenRequests {
	#kept: SeenRequest[] = [];
	readonly #counts = new Map<string, number>();

	get all(): SeenRequest[] {
		return this.#kept;
	}

	/** All since the start or the last `forget()`, by host and first part of the path. */
	get counts(): Record<string, number> {
		return Object.fromEntries(this.#counts);
	}

	forget(): void {
		this.#kept = [];
		this.#counts.clear();
	}

	add(
		request: IncomingMessage,
		about: { host: string; url: URL; videoId: string | null; isData: boolean },
	): SeenRequest {
		const { host, url, videoId, isData } = about;
		const entry: SeenRequest = {
			method: request.method ?? '',
			host,
			path: url.pathname,
			search: url.search,
			videoId,
			itag: isData ? Number(url.searchParams.get('itag')) : null,
			range: request.headers.range ?? null,
			hasCookies: request.headers.cookie !== undefined,
			status: 0,
			data: null,
		};
		this.#kept.push(entry);
		if (this.#kept.length > 2 * mostKept) this.#kept = this.#kept.slice(-mostKept);
		const kind = `${host}/${url.pathname.split('/')[1] ?? ''}`;
		this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
		return entry;
	}
}
