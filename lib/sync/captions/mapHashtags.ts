import { hashtagKey, hashtagsIn, type HashtagAt } from '../hashtags';
import type { CaptionRules } from '../syncRules';

export interface Mapped {
	text: string;
	/** Those to add at the end, without `#`, wherever the text does not have them. */
	add: string[];
}

/**
 * Renames and drops hashtags, leaves one of each and at most `limit`. Those to add come before the text's own when there
 * are too many. One that is not dropped by name but too many stays as a plain word within a sentence.
 */
export function mapHashtags(text: string, rules: CaptionRules['hashtags']): Mapped {
	const { rename, drop, add, limit } = rules;
	const renamed = new Map(rename.map(({ from, to }) => [hashtagKey(from), bare(to)]));
	const dropped = new Set(drop.map(hashtagKey));
	const wanted = unique(add.map(bare)).slice(0, limit ?? undefined);
	const adding = new Set(wanted.map(hashtagKey));
	const seen = new Set<string>();
	let room = (limit ?? Infinity) - wanted.length;

	function fateOf({ tag }: HashtagAt): { name: string; fate: 'keep' | 'drop' | 'surplus' } {
		const name = renamed.get(hashtagKey(tag)) ?? tag;
		const key = hashtagKey(name);
		if (dropped.has(key)) return { name, fate: 'drop' };
		if (seen.has(key) || (!adding.has(key) && room <= 0)) return { name, fate: 'surplus' };
		seen.add(key);
		if (!adding.has(key)) room--;
		return { name, fate: 'keep' };
	}

	const lines = text.split('\n').flatMap((line) => {
		const tags = hashtagsIn(line);
		if (tags.length === 0) return [line];
		const mapped = mapLine(line, tags, fateOf);
		return mapped.trim() === '' ? [] : [mapped];
	});
	return { text: lines.join('\n'), add: wanted };
}

function mapLine(
	line: string,
	tags: HashtagAt[],
	fateOf: (tag: HashtagAt) => { name: string; fate: 'keep' | 'drop' | 'surplus' },
): string {
	const wordsEnd = endOfWords(line, tags);
	let out = '';
	let from = 0;
	for (const tag of tags) {
		out += line.slice(from, tag.start);
		from = tag.end;
		const { name, fate } = fateOf(tag);
		if (fate === 'keep') {
			out += `${line.charAt(tag.start)}${name}`;
		} else if (fate === 'surplus' && tag.end < wordsEnd) {
			// Neither with what is before it nor with a stray # may it become another hashtag.
			while (/[#＃]/.test(out.slice(-1))) out = out.slice(0, -1);
			out += /[\p{L}\p{M}\p{N}_]$/u.test(out.slice(-2)) ? ` ${name}` : name;
		} else if (out === '' || /[ \t]/.test(out.slice(-1))) {
			while (/[ \t]/.test(line.charAt(from))) from++;
		}
	}
	return (out + line.slice(from)).trimEnd();
}

/** Behind the last word of a line that is no hashtag: whatever is before stands in a sentence. */
function endOfWords(line: string, tags: HashtagAt[]): number {
	const starts = [...tags.map(({ start }) => start), line.length];
	const ends = [0, ...tags.map(({ end }) => end)];
	const last = ends.findLastIndex((end, n) => /[\p{L}\p{N}]/u.test(line.slice(end, starts[n])));
	return last < 0 ? 0 : (starts[last] ?? 0);
}

function unique(tags: string[]): string[] {
	return [
		...new Map(tags.toReversed().map((tag) => [hashtagKey(tag), tag])).values(),
	].toReversed();
}

function bare(tag: string): string {
	return tag.replace(/^[#＃]/, '');
}
