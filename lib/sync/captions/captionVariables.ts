import { clean } from '../../posting/caption';
import { hashtagKey, hashtagsIn } from '../hashtags';
import type { CaptionRules } from '../syncRules';
import { dropLinks } from './dropLinks';
import { dropSubscribeLines } from './dropSubscribeLines';

/** The variables of a caption template. */
export const captionVariables = [
	'title',
	'description',
	'first_line',
	'hashtags',
	'channel',
	'url',
	'published',
] as const;
export type CaptionVariables = Record<(typeof captionVariables)[number], string>;

export interface CaptionSource {
	title: string;
	description: string | null;
	videoId: string;
	/** ISO 8601 */
	publishedAt: string | null;
}

/** What each variable says of a Short. Links and lines that ask to subscribe go here, so that a template may still add its own. */
export function captionVariablesOf(
	rules: Pick<CaptionRules, 'dropLinks' | 'dropSubscribeLines'>,
	video: CaptionSource,
	channel: { title: string },
): CaptionVariables {
	const links = (text: string) => (rules.dropLinks ? dropLinks(text) : text);
	const subscribe = (text: string) =>
		rules.dropSubscribeLines ? dropSubscribeLines(text) : text;
	const title = clean(links(clean(video.title)));
	const whole = clean(video.description ?? '');
	const description = clean(subscribe(links(whole)).replace(/\n{3,}/g, '\n\n'));
	return {
		title,
		description,
		first_line: description.split('\n', 1)[0]?.trim() ?? '',
		hashtags: hashtagsOf(`${title}\n${whole}`),
		channel: clean(channel.title),
		url: `https://www.youtube.com/shorts/${video.videoId}`,
		published: video.publishedAt ?? '',
	};
}

function hashtagsOf(text: string): string {
	const tags = new Map<string, string>();
	for (const { tag } of hashtagsIn(text)) {
		if (!tags.has(hashtagKey(tag))) tags.set(hashtagKey(tag), `#${tag}`);
	}
	return [...tags.values()].join(' ');
}
