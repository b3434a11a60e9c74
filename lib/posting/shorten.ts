import { linkSource } from './links';

const anyLink = new RegExp(linkSource, 'iu');

/** How far back the end of a word is looked for; scripts without spaces are cut between two graphemes. */
const longestWord = 200;

/** At most `limit` UTF-16 units; what is longer ends with `…` on a whole word, never within a grapheme, a hashtag or a link. */
export function shorten(text: string, limit: number): string {
	if (text.length <= limit) return text;
	const { ends, wordEnds } = cuts(text, limit - 1);
	const last = ends.at(-1) ?? 0;
	const lastWordEnd = wordEnds.at(-1) ?? 0;
	const wordCut = last - lastWordEnd <= longestWord ? lastWordEnd : last;
	const cut = wordCut === lastWordEnd ? wordCut : beforeUnfinished(text, lastWordEnd, last);
	const end = ends.findLast((position) => position <= cut) ?? 0;
	return end === 0 ? '' : `${text.slice(0, end)}…`;
}

/** Where a grapheme that is not blank ends within `room`, and which of these are ends of words. */
function cuts(text: string, room: number): { ends: number[]; wordEnds: number[] } {
	const ends: number[] = [];
	const wordEnds: number[] = [];
	let previousEnd = 0;
	for (const { segment, index } of new Intl.Segmenter('en').segment(text)) {
		const isBlank = /^\s/.test(segment);
		if (isBlank && previousEnd > 0 && ends.at(-1) === previousEnd) wordEnds.push(previousEnd);
		previousEnd = index + segment.length;
		if (previousEnd > room) break;
		if (!isBlank) ends.push(previousEnd);
	}
	return { ends, wordEnds };
}

/** `to`, or where a hashtag or link begins that would be cut there. `from` is the end of the last whole word. */
function beforeUnfinished(text: string, from: number, to: number): number {
	const link = text.slice(from, to).search(anyLink);
	const cut = link >= 0 ? from + link : to;
	// The link may have been the end of a hashtag: #teahttps://…
	const hash = text.slice(from, cut).search(/[#＃][^#＃]*$/);
	return hash >= 0 && !/[#＃\s]/.test(text[cut] ?? ' ') ? from + hash : cut;
}
