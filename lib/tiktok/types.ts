import type { PrivacyLevel } from '../posting/request';

export type Scope =
	| 'user.info.basic'
	| 'user.info.profile'
	| 'user.info.stats'
	| 'video.upload'
	| 'video.publish'
	| 'video.list';

/** TikTok's token answer, in memory only. Lifetimes are TikTok's `expires_in` and `refresh_expires_in`. */
export interface TokenAnswer {
	openId: string;
	scopes: string[];
	accessToken: string;
	refreshToken: string;
	expiresInSec: number;
	refreshExpiresInSec: number;
}

export interface UserInfo {
	openId: string;
	unionId: string | null;
	displayName: string | null;
	avatarUrl: string | null;
	username: string | null;
}

/** What TikTok allows this creator right now. */
export interface CreatorInfo {
	username: string;
	nickname: string;
	avatarUrl: string | null;
	privacyLevelOptions: PrivacyLevel[];
	commentDisabled: boolean;
	duetDisabled: boolean;
	stitchDisabled: boolean;
	maxVideoPostDurationSec: number;
}

/** How a file is cut for the transfer; `lastChunkBytes` may exceed `chunkSizeBytes`. */
export interface ChunkPlan {
	sizeBytes: number;
	chunkSizeBytes: number;
	chunkCount: number;
	lastChunkBytes: number;
}

export type PublishState =
	| 'PROCESSING_UPLOAD'
	| 'PROCESSING_DOWNLOAD'
	| 'SEND_TO_USER_INBOX'
	| 'PUBLISH_COMPLETE'
	| 'FAILED';

export interface PublishStatus {
	status: PublishState;
	failReason: string | null;
	/** Ids as strings: they have 19 digits. */
	postIds: string[];
	/** Absent is doubt, not zero. */
	uploadedBytes: number | null;
}

/** What TikTok said to one chunk. Only these answers are "an answer"; everything else is a thrown error. */
export type ChunkAnswer =
	| { kind: 'more'; uploadedBytes: number | null }
	| { kind: 'complete' }
	/** 416: our idea of where TikTok is differs. */
	| { kind: 'resync'; uploadedBytes: number | null }
	/** 403 or 404: this upload URL takes nothing any more. */
	| { kind: 'dead'; httpStatus: 403 | 404 };

export interface ListedVideo {
	id: string;
	createTimeSec: number;
	title: string;
	description: string;
	durationSec: number;
	shareUrl: string;
}

/** How a post does, as video/query tells it; lifetime totals. */
export interface PostCounts {
	postId: string;
	shareUrl: string | null;
	views: number | null;
	likes: number | null;
	comments: number | null;
	shares: number | null;
}
