import type { ChannelVideo } from './channelVideo';

const longestShortSec = 180;

/**
 * Whether only YouTube's answer under `/shorts/` tells if this is a Short: its length allows it, its shape is not known.
 * An ended broadcast is asked about too, since a premiere that is over looks like a stream that is over.
 */
export function isInDoubt(video: ChannelVideo): boolean {
	const { isShort, durationSec, widthPx, heightPx, live, access } = video;
	if (isShort === true || durationSec === null || durationSec > longestShortSec) return false;
	if (access === 'private' || access === 'gone') return false;
	if (live === 'live' || live === 'upcoming' || live === 'premiere') return false;
	if (widthPx === null || heightPx === null) return true;
	return live === 'ended' && widthPx <= heightPx;
}
