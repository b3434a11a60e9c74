/** An answer's status; `retryable` is false where trying again is of no use. */
export type Called = { ok: true } | { ok: false; retryable: boolean; why: string };

/** 14ms as a caller of other programs: signed, without redirects, never to a link-local address. */
export interface Caller {
	/** POSTs JSON; never throws. `why` is for people and holds no URL. */
	post(call: { url: string; secret: string; body: unknown; id: string }): Promise<Called>;
	/** Null when something answers at the URL's origin; else why not, in words. */
	whyUnreachable(url: string): Promise<string | null>;
}
