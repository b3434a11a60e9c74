import { z } from 'zod';
import { postNumbers } from '../readback/postNumbers';
import { posting, privacyLevel } from './request';
import { repostStates } from './states';

const moment = z.iso.datetime().describe('ISO 8601, UTC');

/** A repost as everyone outside sees it: API, CLI, n8n. Ids are strings; sizes are bytes. */
export const repostView = z.object({
	id: z.string(),
	state: z.enum(repostStates),
	account: z.string().describe('Username, or the display name where TikTok gives no username'),
	accountId: z.string(),
	video: z.string().describe('YouTube video id'),
	title: z.string().nullable(),
	caption: z.string().nullable().describe('What TikTok is given, or what to paste for the inbox'),
	posting,
	privacy: privacyLevel.nullable(),
	notBefore: moment.nullable().describe('Nothing is posted before'),
	priority: z.int().describe('9 goes first, 0 last'),
	nextStep: z.string().nullable().describe('What a person must do next, in words'),
	progress: z
		.object({ doneBytes: z.int(), totalBytes: z.int().nullable() })
		.nullable()
		.describe('Of the download or the upload that is running'),
	attempt: z.int(),
	publishId: z.string().nullable(),
	postId: z.string().nullable(),
	url: z.string().nullable().describe('Null until TikTok gives a public id'),
	numbers: postNumbers
		.nullable()
		.describe('Views, likes, comments and shares; null while there is no public post'),
	bytes: z.int().nullable(),
	sha256: z.string().nullable().describe('Of the bytes that are sent'),
	error: z.object({ code: z.string(), message: z.string() }).nullable(),
	createdAt: moment,
	updatedAt: moment,
	finishedAt: moment.nullable(),
});
export type RepostView = z.infer<typeof repostView>;

/** One line of a repost's timeline. */
export const timelineView = z.object({
	id: z.int(),
	type: z.string().describe('e.g. `repost.state`'),
	data: z.record(z.string(), z.unknown()),
	at: moment,
});
export type TimelineView = z.infer<typeof timelineView>;
