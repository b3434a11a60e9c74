export interface WebSecretStore {
	/** `secret` is hashed before it is stored. */
	put(
		kind: 'session' | 'signInCode' | 'connectState',
		secret: string,
		ttlMs: number,
		bound?: { session: string; sealedValue: unknown },
	): Promise<void>;
	/** Is there one that has not expired? Leaves it. */
	has(kind: 'session' | 'signInCode', secret: string): Promise<boolean>;
	/** Takes it away, so that it works once. For connectState only if the session matches. */
	redeem(
		kind: 'session' | 'signInCode' | 'connectState',
		secret: string,
		session?: string,
	): Promise<{ value: unknown } | null>;
}
