import { z } from 'zod';

import { faultSchema } from './faults';

export const scopes = [
	'user.info.basic',
	'user.info.profile',
	'user.info.stats',
	'video.list',
	'video.upload',
	'video.publish',
] as const;
export const scopeSchema = z.enum(scopes);
export type Scope = z.infer<typeof scopeSchema>;

export const userSchema = z.object({
	username: z.string().regex(/^[\w.]{2,24}$/),
	displayName: z.string().min(1),
	privateAccount: z.boolean().default(false),
	/** TikTok then gives no `union_id`. */
	unionless: z.boolean().default(false),
	maxVideoPostDurationSec: z.number().int().positive().default(600),
	commentDisabled: z.boolean().default(false),
	duetDisabled: z.boolean().default(false),
	stitchDisabled: z.boolean().default(false),
	/** TikTok lets this creator post nothing at present, for this reason. */
	cannotPost: z
		.enum([
			'spam_risk_too_many_posts',
			'spam_risk_user_banned_from_posting',
			'reached_active_user_cap',
		])
		.nullable()
		.default(null),
});
export type User = z.infer<typeof userSchema>;

const appSchema = z.object({ clientKey: z.string(), clientSecret: z.string() });
export type App = z.infer<typeof appSchema>;

const codeSchema = z.object({
	code: z.string(),
	clientKey: z.string(),
	username: z.string(),
	scopes: z.array(scopeSchema),
	redirectUri: z.string(),
	codeChallenge: z.string().nullable(),
	expiresAt: z.number(),
	used: z.boolean(),
});

const grantSchema = z.object({
	clientKey: z.string(),
	username: z.string(),
	scopes: z.array(scopeSchema),
	refreshToken: z.string(),
	refreshExpiresAt: z.number(),
	deadRefreshTokens: z.array(z.string()),
	accessTokens: z.array(z.object({ token: z.string(), expiresAt: z.number() })),
	revoked: z.boolean(),
});
export type Grant = z.infer<typeof grantSchema>;

/** What video/list and video/query tell of a post. */
export const countsSchema = z.object({
	views: z.int().nonnegative(),
	likes: z.int().nonnegative(),
	comments: z.int().nonnegative(),
	shares: z.int().nonnegative(),
});
export const noCounts = { views: 0, likes: 0, comments: 0, shares: 0 };

const publishSchema = z.object({
	publishId: z.string(),
	uploadId: z.string(),
	uploadToken: z.string(),
	clientKey: z.string(),
	user: z.string(),
	mode: z.enum(['inbox', 'direct']),
	caption: z.string(),
	privacy: z.string().nullable(),
	postInfo: z.record(z.string(), z.unknown()),
	sizeBytes: z.number(),
	chunkSizeBytes: z.number(),
	chunkCount: z.number(),
	contentType: z.string(),
	/** Bytes of whole chunks; half a chunk counts for nothing. */
	uploadedBytes: z.number(),
	sha256: z.string().nullable(),
	durationSec: z.number(),
	createdAt: z.number(),
	receivedAt: z.number().nullable(),
	status: z.enum(['PROCESSING_UPLOAD', 'SEND_TO_USER_INBOX', 'PUBLISH_COMPLETE', 'FAILED']),
	failReason: z.string().nullable(),
	/** When the draft arrived or the post was made. */
	doneAt: z.number().nullable(),
	postId: z.string().nullable(),
	/** When TikTok starts to tell the post id; null for posts that are not public. */
	publicAt: z.number().nullable(),
	publicAnnounced: z.boolean(),
	/** The person threw the draft away. */
	discarded: z.boolean(),
	/** The person deleted the post in the app. */
	isDeleted: z.boolean().default(false),
	counts: countsSchema.default(noCounts),
	willFail: z.string().nullable(),
	neverEnds: z.boolean(),
	linkLaterMs: z.number(),
	noUploadedBytes: z.boolean(),
});
export type Publish = z.infer<typeof publishSchema>;

const violationSchema = z.object({
	kind: z.enum([
		'parallel_chunks',
		'duplicate_post',
		'init_after_full_upload',
		'dead_refresh_token',
		'over_limit',
		'skipped_creator_info',
		'wrong_content_type',
		'authorization_on_upload',
		'chunked_transfer_encoding',
		'privacy_not_offered',
	]),
	detail: z.string(),
	user: z.string().nullable(),
	at: z.string(),
});
export type Violation = z.infer<typeof violationSchema>;

const deliverySchema = z.object({
	event: z.string(),
	body: z.string(),
	clientKey: z.string(),
	createdAt: z.number(),
	attempts: z.number(),
	nextAttemptAt: z.number(),
	state: z.enum(['waiting', 'delivered', 'dropped']),
	lastAnswer: z.string().nullable(),
});

export const stateSchema = z.object({
	apps: z.array(appSchema),
	users: z.array(userSchema),
	codes: z.array(codeSchema),
	grants: z.array(grantSchema),
	publishes: z.array(publishSchema),
	violations: z.array(violationSchema),
	faults: z.array(faultSchema),
	webhook: z.object({ url: z.string().nullable(), copies: z.number() }),
	deliveries: z.array(deliverySchema),
});
export type State = z.infer<typeof stateSchema>;

/** As on the first day: nobody connected, nothing posted; two public creators and a private one. */
export function firstState(apps: App[]): State {
	const user = (username: string, displayName: string, privateAccount: boolean) =>
		userSchema.parse({ username, displayName, privateAccount });
	return {
		apps,
		users: [
			user('sandbox_creator', 'Sandbox Creator', false),
			user('second_creator', 'Second Creator', false),
			user('private_creator', 'Private Creator', true),
		],
		codes: [],
		grants: [],
		publishes: [],
		violations: [],
		faults: [],
		webhook: { url: null, copies: 1 },
		deliveries: [],
	};
}
