import type {
	ChunkAnswer,
	CreatorInfo,
	ListedVideo,
	PostCounts,
	PublishStatus,
	TokenAnswer,
	UserInfo,
} from '../../lib/tiktok/types';
import type { InitBody } from '../../lib/tiktok/postBody';

/** What an answer to a made-up sign-in code says about the client key and secret. */
export type KeysVerdict = 'accepted' | 'refused' | 'unknown';

/**
 * TikTok itself, one method for each endpoint; knows no accounts and keeps nothing.
 * Every method throws `TikTokError` (lib/tiktok/errorTable.ts tells what it means); none logs a token.
 */
export interface TikTok {
	readonly clientKey: string;
	/** Whole URL for the browser. `codeChallenge` is hex (Desktop apps). */
	authorizeUrl(params: {
		state: string;
		scopes: string[];
		redirectUri: string;
		codeChallenge?: string;
		alwaysAsk: boolean;
	}): string;
	exchangeCode(params: {
		code: string;
		redirectUri: string;
		codeVerifier?: string;
	}): Promise<TokenAnswer>;
	refresh(refreshToken: string): Promise<TokenAnswer>;
	revoke(accessToken: string): Promise<void>;
	/** Are the client key and secret TikTok's own? Asked with a made-up code, so that nothing is signed in or spent. */
	checkKeys(): Promise<KeysVerdict>;
	/** Asks only for the fields that `scopes` allow. */
	userInfo(accessToken: string, scopes: string[]): Promise<UserInfo>;
	creatorInfo(accessToken: string): Promise<CreatorInfo>;
	/** `uploadUrl` is a secret. Direct post or inbox, as the body was built. */
	initVideo(
		accessToken: string,
		body: InitBody,
	): Promise<{ publishId: string; uploadUrl: string }>;
	/** PUTs bytes `firstByte`..`lastByte` (inclusive) of the file, streamed. Aborts with `signal`. */
	putChunk(params: {
		uploadUrl: string;
		path: string;
		firstByte: number;
		lastByte: number;
		totalBytes: number;
		contentType: string;
		signal: AbortSignal;
		onBytes: (sentBytesOfChunk: number) => void;
	}): Promise<ChunkAnswer>;
	fetchStatus(accessToken: string, publishId: string): Promise<PublishStatus>;
	listVideos(
		accessToken: string,
		page: { cursor?: number; maxCount?: number },
	): Promise<{ videos: ListedVideo[]; cursor: number; hasMore: boolean }>;
	/** Of at most 20 posts; those that are not the user's own public ones are left out. */
	queryVideos(accessToken: string, postIds: string[]): Promise<PostCounts[]>;
}

/**
 * TikTok on behalf of an account: fresh token (refreshed ahead of expiry and once on 401, single flight), TikTok's own
 * limits kept, calls counted. Throws `TikTokError`, or Problem reconnect_needed / scope_missing / tiktok_rate_limited.
 */
export interface TikTokAccounts {
	creatorInfo(accountId: string): Promise<CreatorInfo>;
	initVideo(accountId: string, body: InitBody): Promise<{ publishId: string; uploadUrl: string }>;
	fetchStatus(accountId: string, publishId: string): Promise<PublishStatus>;
	listVideos(
		accountId: string,
		page: { cursor?: number; maxCount?: number },
	): Promise<{ videos: ListedVideo[]; cursor: number; hasMore: boolean }>;
	/** Of at most 20 posts; those that are not the account's own public ones are left out. */
	queryVideos(accountId: string, postIds: string[]): Promise<PostCounts[]>;
	/** Refreshes the username and display name from TikTok where the scopes allow it. */
	refreshNames(accountId: string): Promise<void>;
	/** Refreshes the grant now, whatever its age (doctor). */
	refreshGrant(accountId: string): Promise<void>;
	/** Revokes at TikTok and removes the grant; the account stays for the ledger's sake. */
	disconnect(accountId: string): Promise<void>;
	scopesOf(accountId: string): Promise<string[]>;
}
