import { z } from 'zod';

import { ok, refuse, type Answer } from '../answer';
import { newPublishId, newUploadId, newUploadToken } from '../ids';
import { applyFates } from '../publishes/applyFates';
import { otherPostersToday, pendingDrafts } from '../publishes/counts';
import { noCounts, type Publish } from '../state';
import { mistakeInChunks } from './chunkRules';
import { privacyOptions, reasonNotToPost } from './creatorInfo';
import type { ApiCall, Endpoint } from './endpoint';

const creatorInfoFreshMs = 600_000;
const mostPendingDrafts = 5;
const mostUnauditedPosters = 5;

const sourceSchema = z.discriminatedUnion('source', [
	z.object({
		source: z.literal('FILE_UPLOAD'),
		video_size: z.int(),
		chunk_size: z.int(),
		total_chunk_count: z.int(),
	}),
	z.object({ source: z.literal('PULL_FROM_URL'), video_url: z.string() }),
]);

const postInfoSchema = z.object({
	privacy_level: z.string().optional(),
	/** TikTok counts UTF-16 units, zod's max() code points. */
	title: z
		.string()
		.refine(({ length }) => length <= 2200, 'has more than 2200 characters')
		.default(''),
	disable_comment: z.boolean().optional(),
	disable_duet: z.boolean().optional(),
	disable_stitch: z.boolean().optional(),
	video_cover_timestamp_ms: z.int32().optional(),
	brand_content_toggle: z.boolean().optional(),
	brand_organic_toggle: z.boolean().optional(),
	is_aigc: z.boolean().optional(),
});
type PostInfo = z.infer<typeof postInfoSchema>;

/** TikTok: "Direct Post". */
export const initDirectPost: Endpoint = {
	word: 'video/init',
	method: 'POST',
	path: '/v2/post/publish/video/init/',
	scopes: ['video.publish'],
	perMinute: 6,
	contentType: 'json; charset=utf-8',
	run: (call) => {
		const body = z.object({ post_info: postInfoSchema }).safeParse(call.body);
		if (!body.success) return refuseBody(body.error);
		noticeSkippedCreatorInfo(call);
		const info = body.data.post_info;
		const mistake = mistakeInPost(call, info);
		return mistake ?? begin(call, 'direct', info);
	},
};

/** TikTok: "Upload". Takes a file and nothing else: a caption sent along is dropped without a word. */
export const initInboxDraft: Endpoint = {
	word: 'inbox/video/init',
	method: 'POST',
	path: '/v2/post/publish/inbox/video/init/',
	scopes: ['video.upload'],
	perMinute: 6,
	contentType: 'json; charset=utf-8',
	run: (call) => {
		const { world, user } = call;
		if (user.cannotPost === 'spam_risk_user_banned_from_posting') {
			return refuse(403, user.cannotPost, 'The user is banned from making new posts.');
		}
		if (pendingDrafts(world, user.username) >= mostPendingDrafts) {
			const message = 'At most 5 shares may be pending in any 24 hours.';
			return refuse(403, 'spam_risk_too_many_pending_share', message);
		}
		return begin(call, 'inbox', null);
	},
};

function mistakeInPost({ world, grant, user }: ApiCall, info: PostInfo): Answer | null {
	if (!info.privacy_level || !privacyOptions(user).includes(info.privacy_level)) {
		const detail = `video/init: privacy_level ${info.privacy_level ?? '(none)'} was not offered.`;
		world.violate('privacy_not_offered', user.username, detail);
		const message = 'privacy_level is not one of the options that creator_info offers.';
		return refuse(403, 'privacy_level_option_mismatch', message);
	}
	if (info.brand_content_toggle && info.privacy_level === 'SELF_ONLY') {
		return refuse(400, 'invalid_params', 'Branded content cannot be private.');
	}
	if (world.rules.tier !== 'audited') {
		if (!user.privateAccount || info.privacy_level !== 'SELF_ONLY') {
			const message = 'Unaudited apps can only make private posts on private accounts.';
			return refuse(403, 'unaudited_client_can_only_post_to_private_accounts', message);
		}
		const others = otherPostersToday(world, grant.clientKey, user.username);
		if (others >= mostUnauditedPosters) {
			const message = 'The app has reached its number of active creators.';
			return refuse(403, 'reached_active_user_cap', message);
		}
	}
	const reason = reasonNotToPost(world, user);
	return reason ? refuse(403, reason, 'This creator cannot post at the moment.') : null;
}

function begin(call: ApiCall, mode: Publish['mode'], info: PostInfo | null): Answer {
	const { world, user, grant } = call;
	const body = z.object({ source_info: sourceSchema }).safeParse(call.body);
	if (!body.success) return refuseBody(body.error);
	const source = body.data.source_info;
	if (source.source === 'PULL_FROM_URL') {
		const message = 'The sandbox has verified no domain; use FILE_UPLOAD.';
		return refuse(403, 'url_ownership_unverified', message);
	}
	const plan = {
		sizeBytes: source.video_size,
		chunkSizeBytes: source.chunk_size,
		chunkCount: source.total_chunk_count,
	};
	const mistake = mistakeInChunks(plan);
	if (mistake) return refuse(400, 'invalid_params', mistake);
	const { privacy_level: privacy = null, title: caption = '', ...rest } = info ?? {};
	const publish: Publish = {
		publishId: newPublishId(mode),
		uploadId: newUploadId(),
		uploadToken: newUploadToken(),
		clientKey: grant.clientKey,
		user: user.username,
		mode,
		caption,
		privacy,
		postInfo: rest,
		...plan,
		contentType: 'video/mp4',
		uploadedBytes: 0,
		sha256: null,
		durationSec: 0,
		createdAt: world.now(),
		receivedAt: null,
		status: 'PROCESSING_UPLOAD',
		failReason: null,
		doneAt: null,
		postId: null,
		publicAt: null,
		publicAnnounced: false,
		discarded: false,
		isDeleted: false,
		counts: { ...noCounts },
		willFail: null,
		neverEnds: false,
		linkLaterMs: 0,
		noUploadedBytes: false,
	};
	applyFates(publish, call.fates);
	noticeRepeat(call, publish);
	world.state.publishes.push(publish);
	world.save();
	const { uploadId, uploadToken, publishId } = publish;
	const url = `${call.origin}/upload/v1/video/?upload_id=${uploadId}&upload_token=${uploadToken}`;
	return ok({ publish_id: publishId, upload_url: url }, publishId);
}

function noticeSkippedCreatorInfo({ world, grant, user }: ApiCall): void {
	const who = {
		endpoint: 'creator_info' as const,
		user: user.username,
		clientKey: grant.clientKey,
	};
	const recent = world.calls.recent(who, world.now() - creatorInfoFreshMs);
	if (recent.some((call) => call.httpStatus === 200)) return;
	const detail = 'video/init without a creator_info in the ten minutes before.';
	world.violate('skipped_creator_info', user.username, detail);
}

/** The bytes are not known yet: same person, same way, same caption, same size is taken for the same video. */
function noticeRepeat({ world }: ApiCall, publish: Publish): void {
	const earlier = world.state.publishes.find(
		(known) =>
			known.receivedAt !== null &&
			known.status !== 'FAILED' &&
			known.user === publish.user &&
			known.mode === publish.mode &&
			known.caption === publish.caption &&
			known.sizeBytes === publish.sizeBytes,
	);
	if (!earlier) return;
	const detail = `${publish.publishId} begins what ${earlier.publishId} has received in full.`;
	world.violate('init_after_full_upload', publish.user, detail);
}

function refuseBody(error: z.ZodError): Answer {
	const [issue] = error.issues;
	const message = issue ? `${issue.path.join('.')}: ${issue.message}` : 'The body is invalid.';
	return refuse(400, 'invalid_params', message);
}
