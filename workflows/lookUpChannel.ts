import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { ChannelRef } from '../lib/youtube/channelRef';

/** Somebody waits for the answer, so it is tried twice at most. */
export const questions = proxyActivities<Activities>({
	startToCloseTimeout: '50s',
	scheduleToCloseTimeout: '58s',
	heartbeatTimeout: '10s',
	retry: { initialInterval: '1s', maximumAttempts: 2 },
});

/** What YouTube says of a channel. */
export async function lookUpChannel({
	ref,
}: {
	ref: ChannelRef;
}): ReturnType<Activities['findChannel']> {
	return questions.findChannel({ ref });
}
