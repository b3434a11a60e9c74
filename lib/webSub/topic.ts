/** What YouTube's WebSub hub calls a channel. */
export function topicOf(channelId: string): string {
	return `https://www.youtube.com/xml/feeds/videos.xml?channel_id=${channelId}`;
}
