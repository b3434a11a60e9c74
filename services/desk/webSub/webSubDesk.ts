/** What the hub asks or tells by a GET to the callback, as it came. */
export interface Intent {
	mode: string | undefined;
	topic: string | undefined;
	challenge: string | undefined;
	leaseSeconds: string | undefined;
	reason: string | undefined;
}

/** What YouTube's WebSub hub says to 14ms, and whom it concerns. Nothing in it is taken for true. */
export interface WebSubDesk {
	/** What to answer the hub with; null: nobody here has asked for this. */
	verify(token: string, intent: Intent): Promise<string | null>;
	/**
	 * A push: its channel's syncs look at once, unless they have seen what it tells of. False: nobody wants it any more.
	 * @param signature `X-Hub-Signature`; what is not signed by the hub is passed over
	 */
	push(
		token: string,
		message: { signature: string | undefined; body: Uint8Array },
	): Promise<boolean>;
	/** Keeps one subscription for each followed channel; has syncs look again for what they have not found yet. Call it every few seconds. */
	sweep(): Promise<void>;
}
