import type { DecisionState } from '../../../lib/sync/decision';
import type { SyncView } from '../../../lib/sync/syncView';
import type { Words } from '../../../lib/posting/stateWords';

/** How a page says where a sync stands. */
export const syncStateWords: Record<SyncView['state'], Words> = {
	active: { label: 'Following', tone: 'done' },
	paused: { label: 'Paused', tone: 'off' },
	needsAttention: { label: 'Needs you', tone: 'waiting' },
};

/** What became of a video. */
export const decisionWords: Record<DecisionState, Words> = {
	undecided: { label: 'Looked at again', tone: 'running' },
	waiting: { label: 'Waits for its turn', tone: 'waiting' },
	requested: { label: 'Requested', tone: 'done' },
	announced: { label: 'Announced', tone: 'done' },
	skipped: { label: 'Skipped', tone: 'off' },
};

/** What would become of it. */
export const previewWords: Record<DecisionState, Words> = {
	undecided: { label: 'Looked at again', tone: 'running' },
	waiting: { label: 'Would be taken', tone: 'done' },
	requested: { label: 'Reposted already', tone: 'done' },
	announced: { label: 'Announced already', tone: 'done' },
	skipped: { label: 'Would be skipped', tone: 'off' },
};

export const actionWords = {
	repost: 'Repost them',
	announce: 'Only tell of them',
} as const;
