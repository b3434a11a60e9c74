import type { Meaning } from '../../lib/tiktok/errorTable';

/**
 * Something TikTok said, or that no answer came. `message` is the table's sentence with TikTok's own code and `log_id`;
 * never a token, a URL's query, or a request body.
 */
export class TikTokError extends Error {
	override readonly name = 'TikTokError';
	constructor(
		/** TikTok's own endpoint word, e.g. `video/init`. */
		readonly endpoint: string,
		readonly meaning: Meaning,
		readonly facts: {
			/** Null when no answer came. */
			httpStatus: number | null;
			/** TikTok's code as it stands in the body; null when there was none. */
			tiktokCode: string | null;
			logId: string | null;
		},
	) {
		const raw = [facts.tiktokCode, facts.logId && `log_id ${facts.logId}`]
			.filter(Boolean)
			.join(', ');
		super(raw ? `${meaning.sentence} (TikTok: ${raw})` : meaning.sentence);
	}
	/** True when TikTok may have acted although we have no answer: a lost reply, a time-out, a 5xx. */
	get outcomeUnknown(): boolean {
		const { httpStatus } = this.facts;
		return httpStatus === null || httpStatus >= 500;
	}
}
