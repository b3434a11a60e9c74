import { createHash } from 'node:crypto';
import { Problem } from '../../lib/errors';
import { type Memory, type PausingCode, pausingCodes } from './memory';

/**
 * Whether the Data API is to be left alone. Every look hands in its channel's memory and takes it back, so that a new
 * process learns of a pause from the first channel that it looks at.
 */
export interface Pauses {
	/** Null: it may be asked. */
	problem(memory?: Memory): Problem | null;
	/** Keeps what a refusal says about the next time. */
	heed(problem: Problem): void;
	/** For the channel's memory. */
	current(): Memory['pause'];
}

const sentences: Record<PausingCode, string> = {
	youtube_quota: 'The day’s quota of YOUTUBE_API_KEY is used up',
	youtube_key_refused: 'YouTube did not take YOUTUBE_API_KEY: check it. It is tried again later',
	youtube_rate_limited: 'YouTube’s Data API was asked too often',
};

export function createPauses(apiKey: string, now: () => Date): Pauses {
	// Another key is another quota; the key itself is nobody's business.
	const key = createHash('sha256').update(`14ms ${apiKey}`).digest('hex').slice(0, 12);
	let pause: Memory['pause'] = null;

	function isOn(candidate: Memory['pause']): candidate is NonNullable<Memory['pause']> {
		return candidate?.key === key && Date.parse(candidate.until) > now().getTime();
	}

	return {
		problem(memory) {
			const told = memory?.pause ?? null;
			if (!isOn(pause) && isOn(told)) pause = told;
			if (!isOn(pause)) return null;
			const { code, until } = pause;
			return new Problem(
				code,
				`${sentences[code]} (until ${until}). Until then 14ms uses YouTube’s feeds.`,
				{ retryAfterMs: Date.parse(until) - now().getTime() },
			);
		},
		heed({ code: refusedWith, extra }) {
			const code = pausingCodes.find((pausing) => pausing === refusedWith);
			if (extra.retryAfterMs === undefined || !code) return;
			const until = new Date(now().getTime() + extra.retryAfterMs).toISOString();
			pause = { until, code, key };
		},
		current: () => (isOn(pause) ? pause : null),
	};
}
