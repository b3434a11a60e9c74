import { condition, defineSignal, setHandler } from '@temporalio/workflow';

/** "TikTok has sent an event about your post": a reason to ask, no more. */
export const tiktokSaid = defineSignal('tiktokSaid');

export interface TikTokWord {
	/** How many events have come so far: to be taken before TikTok is asked. */
	words(): number;
	/** Resolves at an event after `seen`, or after `timeoutMs`. Without events it is a timer like `sleep`'s, so old histories fit. */
	wordSince(seen: number, timeoutMs: number): Promise<void>;
}

export function hearTikTok(): TikTokWord {
	let words = 0;
	setHandler(tiktokSaid, () => {
		words++;
	});
	return {
		words: () => words,
		async wordSince(seen, timeoutMs) {
			await condition(() => words > seen, timeoutMs);
		},
	};
}
