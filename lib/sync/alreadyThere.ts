import { isFinal, type RepostState } from '../posting/states';
import { utcDay } from '../utcDay';

/** Why a Short with a repost of its own gets no second one. */
export function alreadyThereInWords(repost: { state: RepostState; createdAt: Date }): string {
	const { state } = repost;
	const asked = `(asked for on ${utcDay(repost.createdAt)})`;
	if (state === 'failed' || state === 'cancelled') {
		const ended = state === 'failed' ? 'failed' : 'was cancelled';
		return `There was a repost of it already ${asked}, which ${ended}: retry that one to post it.`;
	}
	return isFinal(state)
		? `It was reposted before ${asked}, so that nothing is posted again.`
		: `There was a repost of it already ${asked}: nothing is posted twice.`;
}
