/** What is told of a repost whose workflow was ended in Temporal itself, not by 14ms. */
export function endedOutside({ committedAt }: { committedAt: Date | null }): {
	code: 'ended_outside';
	message: string;
} {
	const message =
		committedAt === null
			? 'Its workflow was ended in Temporal, not by 14ms: retry it.'
			: 'Its workflow was ended in Temporal after the last part of the video may have reached TikTok, so it may be posted: look at your TikTok profile and inbox.';
	return { code: 'ended_outside', message };
}
