import type { SyncRules } from '../../../lib/sync/syncRules';
import { decideShort } from '../../../lib/sync/decideShort';
import type { ChannelVideo } from '../../../lib/youtube/channelVideo';
import { aShort, now, rulesOf } from './channelVideos';

export const hour = 3_600_000;
export const day = 24 * hour;
export const ago = (ms: number) => new Date(now.getTime() - ms);
export const ahead = (ms: number) => new Date(now.getTime() + ms);

export interface Facts {
	rules?: Partial<SyncRules>;
	since?: Date;
	firstSeenAt?: Date;
	looks?: number;
	olderRank?: number | null;
	now?: Date;
}

/** What is decided about an ordinary Short but for these facts. */
export function decide(video: Partial<ChannelVideo>, { rules, ...facts }: Facts = {}) {
	return decideShort({
		video: { ...aShort, ...video },
		rules: rulesOf(rules),
		...{ since: ago(30 * day), firstSeenAt: now, looks: 0, olderRank: null, now },
		...facts,
	});
}
