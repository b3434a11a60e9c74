import { ok, refuse, type Answer } from '../answer';
import { openIdOf, unionIdOf } from '../ids';
import type { Scope } from '../state';
import type { ApiCall, Endpoint } from './endpoint';

const scopeOfField: Record<string, Scope> = {
	open_id: 'user.info.basic',
	union_id: 'user.info.basic',
	avatar_url: 'user.info.basic',
	avatar_url_100: 'user.info.basic',
	avatar_large_url: 'user.info.basic',
	display_name: 'user.info.basic',
	bio_description: 'user.info.profile',
	profile_deep_link: 'user.info.profile',
	profile_web_link: 'user.info.profile',
	is_verified: 'user.info.profile',
	username: 'user.info.profile',
	follower_count: 'user.info.stats',
	following_count: 'user.info.stats',
	likes_count: 'user.info.stats',
	video_count: 'user.info.stats',
};

/** One field outside the granted scopes fails the whole call. TikTok: "Get User Info". */
export const userInfo: Endpoint = {
	word: 'user/info',
	method: 'GET',
	path: '/v2/user/info/',
	scopes: [],
	perMinute: 600,
	contentType: null,
	run: (call) => {
		const fields = (call.query.get('fields') ?? '').split(',').filter(Boolean);
		const mistake = mistakeIn(fields, call.grant.scopes);
		if (mistake) return mistake;
		const all = fieldsOf(call);
		const asked = Object.entries(all).filter(([field]) => fields.includes(field));
		return ok({ user: Object.fromEntries(asked) });
	},
};

function mistakeIn(fields: string[], granted: Scope[]): Answer | null {
	if (!fields.length) return refuse(400, 'invalid_params', 'Fields is required');
	for (const field of fields) {
		const scope = scopeOfField[field];
		if (!scope) return refuse(400, 'invalid_params', `${field} is not a field of a user.`);
		if (!granted.includes(scope)) {
			const message = `The user did not authorize the scope ${scope}, which ${field} needs.`;
			return refuse(401, 'scope_not_authorized', message);
		}
	}
	return null;
}

function fieldsOf({ world, user, grant, origin }: ApiCall): Record<string, unknown> {
	const avatar = `${origin}/sandbox/avatars/${user.username}.svg`;
	const link = `https://www.tiktok.com/@${user.username}`;
	const posts = world.state.publishes.filter(
		(publish) => publish.user === user.username && publish.postId !== null,
	);
	return {
		open_id: openIdOf(grant.clientKey, user.username),
		...(user.unionless ? {} : { union_id: unionIdOf(user.username) }),
		avatar_url: avatar,
		avatar_url_100: avatar,
		avatar_large_url: avatar,
		display_name: user.displayName,
		bio_description: '',
		profile_deep_link: link,
		profile_web_link: link,
		is_verified: false,
		username: user.username,
		follower_count: 14,
		following_count: 3,
		likes_count: 140,
		video_count: posts.length,
	};
}
