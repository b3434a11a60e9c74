/** Temporal's id of the workflow that keeps a channel's subscription. */
export function webSubId(channelId: string): string {
	return `websub-${channelId}`;
}
