import type { InferSelectModel } from 'drizzle-orm';
import type { apiCalls } from './schema';

type ApiCall = InferSelectModel<typeof apiCalls>;

export interface CallStore {
	/** Notes one call if fewer than `perMinute` were noted in the last minute (`limitWindowMs`); else when there is room again. */
	take(
		key: { provider: ApiCall['provider']; endpoint: string; accountId: string },
		perMinute: number | null,
	): Promise<{ ok: true } | { ok: false; retryAfterMs: number }>;
	/** Counts for doctor: this minute and today (UTC). */
	usage(): Promise<
		{
			provider: string;
			endpoint: string;
			accountId: string;
			lastMinute: number;
			today: number;
		}[]
	>;
	prune(): Promise<void>;
}
