import { linkSource } from '../posting/links';

/** A hashtag begins with a letter or digit: `#️⃣` is none. What stands in a link is none either. */
const token = new RegExp(
	`${linkSource}|&#\\w+;|[#＃](?<tag>[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_]*)`,
	'giu',
);

export interface HashtagAt {
	/** Without `#`, as it is written. */
	tag: string;
	start: number;
	end: number;
}

/** The hashtags of a text in their order, doubles too. */
export function hashtagsIn(text: string): HashtagAt[] {
	return [...text.matchAll(token)].flatMap(({ index, 0: { length }, groups }) => {
		const tag = groups?.['tag'];
		return tag === undefined ? [] : [{ tag, start: index, end: index + length }];
	});
}

/** Two hashtags with the same key are the same; takes them with and without `#`. */
export function hashtagKey(tag: string): string {
	return tag
		.replace(/^[#＃]/, '')
		.normalize('NFC')
		.toLowerCase()
		.normalize('NFC');
}
