import { Problem } from '../errors';
import { noText } from '../plainText';
import { isStorable } from '../storable';

/** Refuses what neither the store nor TikTok can keep: NUL characters and halves of emoji. Problem bad_caption. */
export function checkCaption(caption: string | undefined): void {
	if (caption === undefined || isStorable(caption)) return;
	throw new Problem('bad_caption', `The caption ${noText}.`);
}
