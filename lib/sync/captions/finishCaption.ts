import { clean } from '../../posting/caption';
import { captionLimit } from '../../posting/request';
import { shorten } from '../../posting/shorten';
import { hashtagKey, hashtagsIn } from '../hashtags';
import type { CaptionRules } from '../syncRules';
import { mapHashtags } from './mapHashtags';

/**
 * What a template gave, as a caption: hashtags mapped, no more than one blank line in a row, at most `captionLimit` UTF-16
 * units. The text is shortened, not the hashtags that are added to it.
 */
export function finishCaption(rendered: string, rules: CaptionRules['hashtags']): string {
	const { text, add } = mapHashtags(clean(rendered), rules);
	const body = clean(text.replace(/[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n'));
	for (let missing = without(body, add); ;) {
		const end = fitting(missing);
		const cut = shorten(body, captionLimit - (end ? end.length + gap.length : 0));
		const now = without(cut, add);
		// What was cut off may have held one of them.
		if (now.length === missing.length) return joined(cut, end);
		missing = now;
	}
}

const gap = '\n\n';

function without(text: string, tags: string[]): string[] {
	const there = new Set(hashtagsIn(text).map(({ tag }) => hashtagKey(tag)));
	return tags.filter((tag) => !there.has(hashtagKey(tag)));
}

function fitting(tags: string[]): string {
	let line = '';
	for (const tag of tags) {
		const longer = `${line}${line && ' '}#${tag}`;
		if (longer.length + gap.length > captionLimit) break;
		line = longer;
	}
	return line;
}

/** Behind a line of hashtags, else in a paragraph of its own. */
function joined(body: string, end: string): string {
	if (!body || !end) return body + end;
	const lastLine = body.slice(body.lastIndexOf('\n') + 1);
	const isTags = lastLine.split(/\s+/).every((word) => /^[#＃][\p{L}\p{M}\p{N}_]+$/u.test(word));
	return `${body}${isTags ? ' ' : gap}${end}`;
}
