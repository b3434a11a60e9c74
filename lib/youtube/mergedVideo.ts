import type { ChannelVideo } from './channelVideo';

/** What is told now wins; what it does not tell stays. */
export function mergedVideo(before: ChannelVideo, told: ChannelVideo): ChannelVideo {
	const known = Object.entries(told).filter(([, value]) => value !== null);
	return { ...before, ...(Object.fromEntries(known) as Partial<ChannelVideo>) };
}
