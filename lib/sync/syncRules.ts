import { z } from 'zod';
import { instantMs } from '../instantMs';
import { plainText } from '../plainText';
import { contradictionIn } from './contradiction';

const words = z
	.array(plainText.trim().min(1).max(100))
	.max(50)
	.default([])
	.describe('Whole words, in title or description; upper and lower case are the same');
const hashtags = z
	.array(
		z
			.string()
			.trim()
			.regex(/^#?[\p{L}\p{M}\p{N}_]{1,100}$/u, 'A hashtag is one word, with or without #.'),
	)
	.max(50)
	.default([]);

const eachRule = z.strictObject({
	fromDate: z.iso
		.datetime({
			...{ offset: true, abort: true },
			error: '`fromDate` must be a time such as 2026-12-24T18:00:00Z.',
		})
		.refine((text) => instantMs(text) !== null, '`fromDate` must be in the years 1970 to 9998.')
		.nullable()
		.default(null)
		.describe('Nothing that was published before'),
	includeWords: words.describe('Only with at least one of these words'),
	excludeWords: words,
	includeHashtags: hashtags.describe('Only with at least one of these hashtags'),
	excludeHashtags: hashtags,
	minDurationSec: z.int().min(0).max(180).nullable().default(null),
	maxDurationSec: z.int().min(1).max(180).nullable().default(null),
	maxPerRun: z.int().min(1).max(100).default(5),
	maxPerDay: z
		.int()
		.min(1)
		.max(200)
		.nullable()
		.default(null)
		.describe('By the day of the account’s time zone'),
	order: z.enum(['newest', 'oldest']).default('oldest').describe('Which goes first'),
	backfill: z
		.union(
			[
				z.literal('none'),
				z.literal('all'),
				z.strictObject({ last: z.int().min(1).max(1000) }),
			],
			{
				error: '`backfill` must be "none", "all" or {"last": N} with a number from 1 to 1000.',
			},
		)
		.default('none')
		.describe('Of what was there before the sync: nothing, everything, or the newest so many'),
	minAgeHours: z
		.number()
		.min(0)
		.max(24 * 30)
		.default(0)
		.describe('Not before the Short has been public for so long'),
});
export type SyncRules = z.infer<typeof eachRule>;

/** Which of a channel's Shorts are taken, how many and in what order. Together they must be able to take something. */
export const syncRules = eachRule.superRefine((rules, context) => {
	const contradiction = contradictionIn(rules);
	if (!contradiction) return;
	const { rule, sentence: message } = contradiction;
	context.addIssue({ code: 'custom', path: [rule], message });
});

/** How the caption of a repost is made from its Short. */
export const captionRules = z.strictObject({
	template: plainText
		.max(5_000)
		.default('{{ title }}\n\n{{ description }}')
		.describe(
			'Liquid, with title, description, first_line, hashtags, channel, url and published',
		),
	hashtags: z
		.strictObject({
			rename: z
				.array(
					z.strictObject({
						from: hashtags.unwrap().element,
						to: hashtags.unwrap().element,
					}),
				)
				.max(50)
				.default([]),
			drop: hashtags.default(['shorts', 'short', 'youtubeshorts', 'ytshorts']),
			add: hashtags,
			limit: z.int().min(0).max(100).nullable().default(null),
		})
		.prefault({}),
	dropLinks: z.boolean().default(false),
	dropSubscribeLines: z.boolean().default(false).describe('Lines that ask to subscribe'),
});
export type CaptionRules = z.infer<typeof captionRules>;
