import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { askFourteenMs } from '../transport/askFourteenMs';

const names: Record<string, string> = {
	PUBLIC_TO_EVERYONE: 'Everyone',
	MUTUAL_FOLLOW_FRIENDS: 'Friends',
	FOLLOWER_OF_CREATOR: 'Followers',
	SELF_ONLY: 'Only Me',
};

/** What TikTok offers this creator right now; it may change, so it is asked each time. */
export async function getPrivacyLevels(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const { privacyLevelOptions } = await askFourteenMs.call(this, 'GET', '/account/creator-info');
	const levels = Array.isArray(privacyLevelOptions) ? privacyLevelOptions.map(String) : [];
	return levels.map((value) => ({ name: names[value] ?? value, value }));
}
