import { captionRules, type CaptionRules } from './syncRules';

const usual = captionRules.parse({});

/** How captions are made, a phrase for each part that differs from the default. */
export function captionsInWords(captions: CaptionRules): string[] {
	const { template, dropLinks, dropSubscribeLines, hashtags } = captions;
	const { rename, drop, add, limit } = hashtags;
	return [
		...(template === usual.template ? [] : [`“${template.replaceAll('\n', '⏎')}”`]),
		...(dropLinks ? ['links are taken out'] : []),
		...(dropSubscribeLines ? ['lines that ask to subscribe are taken out'] : []),
		...rename.map(({ from, to }) => `${tagged(from)} becomes ${tagged(to)}`),
		...(drop.join() === usual.hashtags.drop.join() ? [] : [dropInWords(drop)]),
		...(add.length ? [`with ${add.map(tagged).join(', ')}`] : []),
		...(limit === null ? [] : [`hashtags, at most: ${limit}`]),
	];
}

function dropInWords(drop: string[]): string {
	return drop.length ? `without ${drop.map(tagged).join(', ')}` : 'no hashtag is dropped';
}

function tagged(tag: string): string {
	return `#${tag.replace(/^#/, '')}`;
}
