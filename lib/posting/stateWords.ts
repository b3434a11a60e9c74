import type { RepostState } from './states';

/** A pill: what it says, and how good that is. */
export interface Words {
	label: string;
	tone: 'running' | 'waiting' | 'done' | 'bad' | 'off';
}

/** How people are told where a repost is. */
export const stateWords: Record<RepostState, Words> = {
	resolving: { label: 'Looking it up', tone: 'running' },
	downloading: { label: 'Downloading', tone: 'running' },
	preparing: { label: 'Preparing the file', tone: 'running' },
	awaitingReview: { label: 'Waiting for your review', tone: 'waiting' },
	queued: { label: 'Queued', tone: 'running' },
	uploading: { label: 'Uploading', tone: 'running' },
	processing: { label: 'TikTok is processing', tone: 'running' },
	needsAttention: { label: 'Needs you', tone: 'waiting' },
	delivered: { label: 'In your TikTok inbox', tone: 'done' },
	published: { label: 'Published', tone: 'done' },
	failed: { label: 'Failed', tone: 'bad' },
	cancelled: { label: 'Cancelled', tone: 'off' },
};

export const postingWords = {
	inbox: 'TikTok inbox',
	review: 'Ask me first',
	auto: 'Post automatically',
} as const;

export const privacyWords = {
	PUBLIC_TO_EVERYONE: 'Everyone',
	MUTUAL_FOLLOW_FRIENDS: 'Friends',
	FOLLOWER_OF_CREATOR: 'Followers',
	SELF_ONLY: 'Only you',
} as const;
