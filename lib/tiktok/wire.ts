import { z } from 'zod';
import { privacyLevel } from '../posting/request';
import { parseScopes } from './scopes';
import type {
	CreatorInfo,
	ListedVideo,
	PostCounts,
	PublishStatus,
	TokenAnswer,
	UserInfo,
} from './types';

/*
 * TikTok's answers, checked once. Unknown fields are let through. Ids become strings: the JSON parser must hand over
 * integers that do not fit a double as strings of digits (facts/tiktok.md §0.5).
 */

const id = z.union([z.string().min(1), z.int(), z.bigint()]).transform(String);
const count = z.union([
	z.int().nonnegative(),
	z
		.string()
		.regex(/^\d{1,15}$/)
		.transform(Number),
]);
const text = z.string().nullish();
const flag = z.boolean().nullish();
/** It goes into a header. */
const token = z.string().regex(/^[\x21-\x7e]+$/);
/** A lifetime; ten years are as good as for ever, and more would not fit a date. */
const seconds = count.transform((sec) => Math.min(sec, 315_360_000));
/** For people to read; TikTok's own limit is far below. */
const name = text.transform((given) => given?.slice(0, 200).toWellFormed());
const pictureUrl = text.transform((url) => (url && /^https?:\/\//i.test(url) ? url : null));

export const tokenAnswer = z
	.object({
		open_id: id,
		scope: text,
		access_token: token,
		refresh_token: token,
		expires_in: seconds,
		refresh_expires_in: seconds,
	})
	.transform((a): TokenAnswer => ({
		openId: a.open_id,
		scopes: parseScopes(a.scope ?? ''),
		accessToken: a.access_token,
		refreshToken: a.refresh_token,
		expiresInSec: a.expires_in,
		refreshExpiresInSec: a.refresh_expires_in,
	}));

export const userInfoAnswer = z
	.object({
		data: z.object({
			user: z.object({
				open_id: id,
				union_id: id.nullish(),
				display_name: name,
				avatar_url: pictureUrl,
				username: text,
			}),
		}),
	})
	.transform(({ data: { user } }): UserInfo => ({
		openId: user.open_id,
		unionId: user.union_id ?? null,
		displayName: user.display_name || null,
		avatarUrl: user.avatar_url,
		username: user.username || null,
	}));

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

/** Revoke answers with an empty body or `{}`. */
export const emptyAnswer = z.unknown().transform(() => undefined);

export interface WireError {
	code: string;
	message: string | null;
	logId: string | null;
}

const logIds = { log_id: id.nullish(), logid: id.nullish() };
const flat = z.object({ error: z.string().min(1), error_description: text, ...logIds });
const inner = z.object({ code: id, message: text, ...logIds });
const wrapped = z.object({ error: inner });

/** The error in a body, in any of TikTok's shapes; null when it holds none. Judge by this before the HTTP status. */
export function errorIn(body: unknown): WireError | null {
	const oauth = flat.safeParse(body);
	if (oauth.success) {
		const { error, error_description: message } = oauth.data;
		return { code: error, message: message ?? null, logId: logIdOf(oauth.data) };
	}
	// TikTok's own sample of an error comes without the envelope.
	const bare = inner.extend({ message: z.string() });
	const found = z.union([wrapped.transform((b) => b.error), bare]).safeParse(body);
	if (!found.success || found.data.code === 'ok') return null;
	const { code, message } = found.data;
	return { code, message: message ?? null, logId: logIdOf(found.data) };
}

/** The `log_id` of any body, errors or not: TikTok's support asks for it. */
export function logIdIn(body: unknown): string | null {
	const top = z.object(logIds).safeParse(body);
	const nested = z.object({ error: z.object(logIds) }).safeParse(body);
	return (
		(top.success ? logIdOf(top.data) : null) ??
		(nested.success ? logIdOf(nested.data.error) : null)
	);
}

function logIdOf(part: { log_id?: string | null; logid?: string | null }): string | null {
	return (part.log_id ?? part.logid) || null;
}
