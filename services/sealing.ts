/** Seals small secrets (JWE, `dir` + `A256GCM`): the first key of the ring seals, all open. */
export interface Sealer {
	seal(value: unknown): Promise<string>;
	/** Problem wrong_secret_keys when no key of the ring opens it. */
	open(sealed: string): Promise<unknown>;
}
