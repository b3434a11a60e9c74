/** A letter, mark or digit: where one is beside it, a word goes on. */
const wordLetter = /[\p{L}\p{M}\p{N}_]/u;
/** Written without spaces, so that a word may stand anywhere. */
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;

/** Whether a text has a word, or several in a row, as whole words; upper and lower case are the same. */
export function hasWord(text: string, word: string): boolean {
	const [inText, wanted] = [folded(text), folded(word).trim()];
	if (wanted === '') return false;
	const first = String.fromCodePoint(wanted.codePointAt(0) ?? 0);
	const last = lastOf(wanted);
	for (let at = inText.indexOf(wanted); at >= 0; at = inText.indexOf(wanted, at + 1)) {
		const before = lastOf(inText.slice(Math.max(0, at - 2), at));
		const after = String.fromCodePoint(inText.codePointAt(at + wanted.length) ?? 0x20);
		if (isEdge(before, first) && isEdge(last, after)) return true;
	}
	return false;
}

/** Whether a word may end between these two characters. */
function isEdge(left: string, right: string): boolean {
	if (/\p{M}/u.test(right)) return false;
	const goesOn = wordLetter.test(left) && wordLetter.test(right);
	return !goesOn || unspaced.test(left) || unspaced.test(right);
}

function folded(text: string): string {
	return text.normalize('NFC').toLowerCase().normalize('NFC').replace(/\s+/g, ' ');
}

function lastOf(text: string): string {
	return Array.from(text).at(-1) ?? ' ';
}
