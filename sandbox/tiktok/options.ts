import type { EndpointWord } from './faults';

/** How the stand-in behaves; every field but `dir` has a default. */
export interface TikTokOptions {
	/** State folder: apps, users, grants, received bytes, posts, call log, faults. Made when missing, reloaded at start. */
	dir: string;
	/** Default 127.0.0.1. */
	host?: string;
	/** Default 0: any free port. */
	port?: number;
	/** Default: made at the first start and kept in `dir`. Other keys on the same folder add a second app. */
	clientKey?: string;
	clientSecret?: string;
	/**
	 * The registered redirect URIs, compared exactly (`*` stands for any port on localhost or 127.0.0.1).
	 * Default: every http://localhost:port and http://127.0.0.1:port (Desktop) and every https URI (Web).
	 */
	redirectUris?: string[];
	/** What TikTok has approved the app for; default `audited`. */
	tier?: Tier;
	/** Lifetime of an access token, default 7200. */
	accessTokenTtlSec?: number;
	/** How long PROCESSING_UPLOAD lasts after the last byte, default 1500. */
	processingMs?: number;
	/** Direct posts a creator may make in 24 hours, default 15. */
	postsPerDay?: number;
	/** Default false. True: files are probed and fail as TikTok fails them (container, codec, fps, sides, duration). */
	checkMedia?: boolean;
	/** The number in the chunk answers' `Content-Range: bytes 0-N/total`, which TikTok leaves open; default `lastIndex`. */
	progressHeader?: 'lastIndex' | 'count';
	/** Where signed webhooks go; default none. */
	webhookUrl?: string;
	/** Epoch milliseconds; default Date.now. */
	now?: () => number;
	/** Told of every call, before it does its work and before it is answered; the call waits for it. */
	onMoment?: (moment: TikTokMoment) => Promise<void> | void;
}

/** A step that a client of the stand-in has reached. */
export interface TikTokMoment {
	endpoint: EndpointWord;
	/** Null when the call does not tell. */
	user: string | null;
	/** Of uploads, counted from 0, and whether it is the last. */
	chunk?: number;
	isLastChunk?: boolean;
	phase: 'asked' | 'done';
}

export type Tier = 'sandbox' | 'unaudited' | 'audited';

export interface TikTokStandIn {
	/** What `TIKTOK_API_URL` takes. */
	origin: string;
	/** What `TIKTOK_AUTHORIZE_URL` takes. */
	authorizeUrl: string;
	clientKey: string;
	clientSecret: string;
	/** Ends every connection and timer; the state stays in `dir`. */
	close(): Promise<void>;
}
