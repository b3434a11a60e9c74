/** What 14ms keeps of a video. */
export interface VideoFacts {
	title: string;
	description: string;
	channel: string;
	channelId: string;
	durationSec: number;
	/** Null where YouTube does not tell. */
	widthPx: number | null;
	heightPx: number | null;
}
