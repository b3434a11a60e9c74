import { dropFromLines } from './dropFromLines';

/** How creators ask to subscribe; the beginnings of words where an ending may follow. */
const asks = [
	'subscribe(?!\\p{L})',
	'sub(?:scribe)? (?:to|for|now|pls|please)(?!\\p{L})',
	// German, French, Spanish, Portuguese, Italian, Dutch
	'abonnier(?:e|t|en)(?!\\p{L})',
	'abonne(?:z|[ -]toi|[ -]vous|r)(?!\\p{L})',
	'susc?r[ií]b(?:e|a|i)(?:te|os|nse|rte)?(?!\\p{L})',
	'inscrev(?:a|er?)(?:-se|m-se)?(?!\\p{L})',
	'iscriviti(?!\\p{L})',
	'iscrivetevi(?!\\p{L})',
	'abonneer',
	// Polish, Turkish, Russian, Ukrainian, Indonesian, Vietnamese
	'(?:za)?subskrybuj',
	'abone ol',
	'подпи(?:шись|шитесь|сывай)',
	'підпи(?:шись|шіться|суй)',
	'berlangganan',
	'đăng ký kênh',
];
/** Scripts without spaces, or without letters before and after. */
const asksAnywhere = ['チャンネル登録', '구독', '订阅', '訂閱', 'اشترك', 'सब्सक्राइब'];
const ask = new RegExp(
	`(?<![#＃\\p{L}\\p{M}_-])(?:${asks.join('|')})|${asksAnywhere.join('|')}`,
	'iu',
);

/** Takes out the sentences that ask to subscribe, and lines of which nothing else is left. Hashtags stay. */
export function dropSubscribeLines(text: string): string {
	const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
	return dropFromLines(text, (line) =>
		ask.test(line)
			? Array.from(sentences.segment(line), ({ segment }) => segment)
					.filter((sentence) => !ask.test(sentence))
					.join('')
			: line,
	);
}
