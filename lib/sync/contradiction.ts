import { quoted } from '../quoted';
import { hashtagKey } from './hashtags';
import { hasWord } from './hasWord';

interface Rules {
	includeWords: string[];
	excludeWords: string[];
	includeHashtags: string[];
	excludeHashtags: string[];
	minDurationSec: number | null;
	maxDurationSec: number | null;
}

/** Why these rules can never take anything, whatever the channel has, and the rule to change; null when they can. */
export function contradictionIn(rules: Rules): { rule: keyof Rules; sentence: string } | null {
	const { includeWords, includeHashtags, minDurationSec: min, maxDurationSec: max } = rules;
	if (min !== null && max !== null && min > max) {
		const sentence = `No Short lasts at least ${min} and at most ${max} seconds: the least must not be more than the most.`;
		return { rule: 'minDurationSec', sentence };
	}
	if (includeWords.length > 0 && includeWords.every((word) => isWordExcluded(word, rules))) {
		return { rule: 'includeWords', sentence: sentenceOf(includeWords) };
	}
	if (includeHashtags.length > 0 && includeHashtags.every((tag) => isTagExcluded(tag, rules))) {
		const tags = includeHashtags.map((tag) => `#${hashtagKey(tag)}`);
		return { rule: 'includeHashtags', sentence: sentenceOf(tags) };
	}
	return null;
}

/** Whoever has the longer has the shorter: `scenes` is in `behind the scenes`. */
function isWordExcluded(word: string, { excludeWords }: Rules): boolean {
	return excludeWords.some((excluded) => hasWord(word, excluded));
}

function isTagExcluded(tag: string, { excludeHashtags, excludeWords }: Rules): boolean {
	const key = hashtagKey(tag);
	const isSame = excludeHashtags.some((excluded) => hashtagKey(excluded) === key);
	return isSame || excludeWords.some((excluded) => hasWord(`#${key}`, excluded));
}

function sentenceOf(included: string[]): string {
	const [first = ''] = included;
	const word = quoted(first, 40);
	return included.length === 1
		? `No Short could be taken: it must have ${word}, and what has it is left out.`
		: `No Short could be taken: it must have one of ${included.length} words such as ${word}, and what has any of them is left out.`;
}
