import { ok, refuse } from '../answer';
import { directPostsToday } from '../publishes/counts';
import type { User } from '../state';
import type { World } from '../world';
import type { Endpoint } from './endpoint';

/** TikTok: "Query Creator Info". Reasons why nothing can be posted now come under HTTP 200, as TikTok means them to. */
export const creatorInfo: Endpoint = {
	word: 'creator_info',
	method: 'POST',
	path: '/v2/post/publish/creator_info/query/',
	scopes: ['video.publish'],
	perMinute: 20,
	contentType: 'json; charset=utf-8',
	run: ({ world, user, origin }) => {
		const reason = reasonNotToPost(world, user);
		if (reason) return refuse(200, reason, 'This creator cannot post at the moment.');
		return ok({
			creator_avatar_url: `${origin}/sandbox/avatars/${user.username}.svg`,
			creator_username: user.username,
			creator_nickname: user.displayName,
			privacy_level_options: privacyOptions(user),
			comment_disabled: user.commentDisabled,
			duet_disabled: user.duetDisabled || user.privateAccount,
			stitch_disabled: user.stitchDisabled || user.privateAccount,
			max_video_post_duration_sec: user.maxVideoPostDurationSec,
		});
	},
};

export function privacyOptions(user: User): string[] {
	const widest = user.privateAccount ? 'FOLLOWER_OF_CREATOR' : 'PUBLIC_TO_EVERYONE';
	return [widest, 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'];
}

/** TikTok's code, or null when the creator may make a direct post now. */
export function reasonNotToPost(world: World, user: User): string | null {
	if (user.cannotPost) return user.cannotPost;
	return directPostsToday(world, user.username) >= world.rules.postsPerDay
		? 'spam_risk_too_many_posts'
		: null;
}
