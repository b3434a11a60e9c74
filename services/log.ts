/** Lines for the people who run 14ms. Never a token, a secret or an upload URL. */
export interface Log {
	info(facts: Record<string, unknown>, message: string): void;
	warn(facts: Record<string, unknown>, message: string): void;
	error(facts: Record<string, unknown>, message: string): void;
}
