import { z } from 'zod';
import type { ListedVideo, PostCounts } from '../types';
import { count, flag, id, text } from './fields';

/** The fields that `videoListAnswer` reads; they go into the query. */
export const videoFields = [
	'id',
	'create_time',
	'title',
	'video_description',
	'duration',
	'share_url',
];

export const videoListAnswer = z
	.object({
		data: z.object({
			videos: z
				.array(
					z.object({
						id,
						create_time: count.nullish(),
						title: text,
						video_description: text,
						duration: count.nullish(),
						share_url: text,
					}),
				)
				.nullish(),
			cursor: count.nullish(),
			has_more: flag,
		}),
	})
	.transform(({ data }) => ({
		videos: (data.videos ?? []).map((video): ListedVideo => ({
			id: video.id,
			createTimeSec: video.create_time ?? 0,
			title: video.title ?? '',
			description: video.video_description ?? '',
			durationSec: video.duration ?? 0,
			shareUrl: video.share_url ?? '',
		})),
		cursor: data.cursor ?? 0,
		hasMore: data.has_more ?? false,
	}));

/** The fields that `videoQueryAnswer` reads; they go into the query. */
export const countFields = [
	'id',
	'share_url',
	'view_count',
	'like_count',
	'comment_count',
	'share_count',
];

export const videoQueryAnswer = z
	.object({
		data: z.object({
			videos: z
				.array(
					z.object({
						id,
						share_url: text,
						view_count: count.nullish(),
						like_count: count.nullish(),
						comment_count: count.nullish(),
						share_count: count.nullish(),
					}),
				)
				.nullish(),
		}),
	})
	.transform(({ data }) =>
		(data.videos ?? []).map((video): PostCounts => ({
			postId: video.id,
			shareUrl: video.share_url || null,
			views: video.view_count ?? null,
			likes: video.like_count ?? null,
			comments: video.comment_count ?? null,
			shares: video.share_count ?? null,
		})),
	);
