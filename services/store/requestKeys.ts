/** An `Idempotency-Key`: whose it is, and what was asked with it. */
export interface RequestKey {
	owner: string;
	key: string;
	body: Record<string, unknown>;
}

export interface RequestKeyStore {
	/** What was answered to this key within the last day. */
	find(key: Pick<RequestKey, 'owner' | 'key'>): Promise<{
		bodyHash: string;
		repostId: string;
		created: boolean;
		notice: string | null;
	} | null>;
	/** Notes an answer that made nothing new; an earlier one stays. */
	note(
		key: RequestKey,
		answer: { repostId: string; created: boolean; notice: string | null },
	): Promise<void>;
	prune(): Promise<void>;
}
