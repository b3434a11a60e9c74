import { z } from 'zod';
import { privacyLevel } from '../../posting/request';
import type { CreatorInfo, PublishStatus } from '../types';
import { count, flag, id, name, pictureUrl, text } from './fields';

export const creatorInfoAnswer = z
	.object({
		data: z.object({
			creator_username: z.string().min(1),
			creator_nickname: name,
			creator_avatar_url: pictureUrl,
			privacy_level_options: z.array(z.unknown()),
			comment_disabled: flag,
			duet_disabled: flag,
			stitch_disabled: flag,
			max_video_post_duration_sec: count,
		}),
	})
	.transform(({ data }): CreatorInfo => ({
		username: data.creator_username,
		nickname: data.creator_nickname || data.creator_username,
		avatarUrl: data.creator_avatar_url,
		privacyLevelOptions: data.privacy_level_options.flatMap((option) => {
			const known = privacyLevel.safeParse(option);
			return known.success ? [known.data] : [];
		}),
		commentDisabled: data.comment_disabled ?? false,
		duetDisabled: data.duet_disabled ?? false,
		stitchDisabled: data.stitch_disabled ?? false,
		maxVideoPostDurationSec: data.max_video_post_duration_sec,
	}));

export const initAnswer = z
	.object({ data: z.object({ publish_id: id, upload_url: z.string().min(1) }) })
	.transform(({ data }) => ({ publishId: data.publish_id, uploadUrl: data.upload_url }));

export const statusAnswer = z
	.object({
		data: z.object({
			status: z.enum([
				'PROCESSING_UPLOAD',
				'PROCESSING_DOWNLOAD',
				'SEND_TO_USER_INBOX',
				'PUBLISH_COMPLETE',
				'FAILED',
			]),
			fail_reason: text,
			// TikTok's own spelling.
			publicaly_available_post_id: z.array(id).nullish(),
			publicly_available_post_id: z.array(id).nullish(),
			uploaded_bytes: count.nullish(),
		}),
	})
	.transform(({ data }): PublishStatus => ({
		status: data.status,
		failReason: data.fail_reason || null,
		postIds: (data.publicaly_available_post_id ?? data.publicly_available_post_id ?? []).filter(
			// It becomes part of a link.
			(postId) => postId !== '0' && /^\w[\w.~-]{0,99}$/.test(postId),
		),
		uploadedBytes: data.uploaded_bytes ?? null,
	}));
