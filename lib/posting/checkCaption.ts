import { Problem } from '../errors';

/** Refuses what neither the store nor TikTok can keep: NUL characters and halves of emoji. Problem bad_caption. */
export function checkCaption(caption: string | undefined): void {
	if (caption === undefined || (caption.isWellFormed() && !caption.includes('\0'))) return;
	throw new Problem(
		'bad_caption',
		'The caption has characters that are no text (NUL, or half an emoji): take them out.',
	);
}
