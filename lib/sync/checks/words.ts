import { quoted } from '../../quoted';
import { hashtagKey, hashtagsIn } from '../hashtags';
import { hasWord } from '../hasWord';
import { skipped, type Check, type Look } from './look';

export const checkWords: Check = (look) => {
	const { includeWords, excludeWords } = look.rules;
	const text = textOf(look);
	const excluded = excludeWords.find((word) => hasWord(text, word));
	if (excluded !== undefined) {
		const sentence = `Its title or description has ${quoted(excluded)}, which this sync leaves out.`;
		return skipped('excluded_word', sentence);
	}
	if (!includeWords.length || includeWords.some((word) => hasWord(text, word))) return null;
	const sentence = `Its title and description have none of the words that this sync takes: ${some(includeWords)}.`;
	return skipped('no_included_word', sentence);
};

export const checkHashtags: Check = (look) => {
	const { includeHashtags, excludeHashtags } = look.rules;
	const tags = new Set(hashtagsIn(textOf(look)).map(({ tag }) => hashtagKey(tag)));
	const has = (tag: string) => tags.has(hashtagKey(tag));
	const excluded = excludeHashtags.find(has);
	if (excluded !== undefined) {
		const sentence = `It has the hashtag ${quoted(`#${hashtagKey(excluded)}`)}, which this sync leaves out.`;
		return skipped('excluded_hashtag', sentence);
	}
	if (!includeHashtags.length || includeHashtags.some(has)) return null;
	const wanted = some(includeHashtags.map((tag) => `#${hashtagKey(tag)}`));
	const sentence = `It has none of the hashtags that this sync takes: ${wanted}.`;
	return skipped('no_included_hashtag', sentence);
};

function textOf({ video: { title, description } }: Look): string {
	return `${title}\n${description ?? ''}`;
}

function some(words: string[]): string {
	const shown = words.slice(0, 3).map((word) => quoted(word, 24));
	const others = words.length - shown.length;
	return `${shown.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}
