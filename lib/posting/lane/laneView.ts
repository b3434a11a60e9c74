import { z } from 'zod';
import { plainText } from '../../plainText';
import { repostStates } from '../states';
import { laneSettings } from './laneSettings';

const moment = z.iso.datetime();

const named = {
	id: z.string(),
	video: z.string().describe('YouTube video id'),
	title: z.string().nullable(),
	state: z.enum(repostStates),
	priority: z.int(),
};

/** An account's lane as everyone outside sees it. */
export const laneView = z.object({
	accountId: z.string(),
	account: z.string(),
	settings: laneSettings.extend({ postingTimes: z.array(z.string()) }),
	atOnce: z.int().describe('Most reposts between download and upload, as it is used'),
	paused: z.object({ note: z.string().nullable(), at: moment }).nullable(),
	closures: z
		.array(
			z.object({
				code: z.string(),
				sentence: z.string(),
				of: z.enum(['direct', 'inbox']),
				until: moment,
				isOfApp: z.boolean().describe('Not this account’s doing'),
			}),
		)
		.describe('What TikTok does not take for a while'),
	posts: z.array(moment).describe('When posts of the last 8 days had their turn'),
	onTheWay: z.array(z.object(named)).describe('Between download and upload'),
	waiting: z.object({
		total: z.int(),
		items: z
			.array(
				z.object({
					...named,
					why: z.string(),
					reason: z.string().describe('In words, with the time'),
					expectedAt: moment.nullable().describe('Null: it hangs on others'),
				}),
			)
			.describe('The first 200 in their order'),
	}),
});
export type LaneView = z.infer<typeof laneView>;

/** The body of `POST …/lane/pause`. */
export const pauseRequest = z.strictObject({
	note: plainText.trim().min(1).max(200).optional().describe('Shown to whoever waits'),
});
