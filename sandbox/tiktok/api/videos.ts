import { z } from 'zod';

import { ok, refuse, type Answer } from '../answer';
import { settle } from '../publishes/settle';
import type { Publish } from '../state';
import type { ApiCall, Endpoint } from './endpoint';

/** TikTok: "List Videos". Public posts only, newest first; `cursor` is UTC milliseconds. */
export const listVideos: Endpoint = {
	word: 'video/list',
	method: 'POST',
	path: '/v2/video/list/',
	scopes: ['video.list'],
	perMinute: 600,
	contentType: 'json',
	run: (call) => {
		const schema = z.object({
			cursor: z.int().optional(),
			max_count: z.int().min(1).max(20).default(10),
		});
		const body = schema.safeParse(call.body);
		if (!body.success) return refuse(400, 'invalid_params', 'cursor or max_count is invalid.');
		const { cursor = Infinity, max_count: maxCount } = body.data;
		return withFields(call, (fields) => {
			const rest = publicPosts(call).filter((post) => createdAt(post) < cursor);
			const page = rest.slice(0, maxCount);
			const last = page.at(-1);
			return {
				videos: page.map((post) => fieldsOf(post, fields)),
				cursor: last ? createdAt(last) : call.world.now(),
				has_more: rest.length > page.length,
			};
		});
	},
};

/** TikTok: "Query Videos". Ids that are not the user's own public videos are simply absent. */
export const queryVideos: Endpoint = {
	word: 'video/query',
	method: 'POST',
	path: '/v2/video/query/',
	scopes: ['video.list'],
	perMinute: 600,
	contentType: 'json',
	run: (call) => {
		const schema = z.object({
			filters: z.object({ video_ids: z.array(z.string()).min(1).max(20) }),
		});
		const body = schema.safeParse(call.body);
		if (!body.success) return refuse(400, 'invalid_params', 'filters.video_ids is invalid.');
		const ids = body.data.filters.video_ids;
		return withFields(call, (fields) => ({
			videos: publicPosts(call)
				.filter(({ postId }) => postId !== null && ids.includes(postId))
				.map((post) => fieldsOf(post, fields)),
		}));
	},
};

const videoFields: Record<string, (post: Publish) => unknown> = {
	id: (post) => post.postId,
	create_time: (post) => Math.floor(createdAt(post) / 1000),
	cover_image_url: () => '',
	share_url: (post) => `https://www.tiktok.com/@${post.user}/video/${post.postId ?? ''}`,
	video_description: (post) => post.caption.slice(0, 150),
	title: (post) => post.caption.slice(0, 150),
	duration: (post) => Math.round(post.durationSec),
	height: () => 1280,
	width: () => 720,
	embed_html: () => '',
	embed_link: (post) => `https://www.tiktok.com/player/v1/${post.postId ?? ''}`,
	like_count: (post) => post.counts.likes,
	comment_count: (post) => post.counts.comments,
	share_count: (post) => post.counts.shares,
	view_count: (post) => post.counts.views,
	is_aigc: (post) => post.postInfo['is_aigc'] === true,
};

function withFields(call: ApiCall, answer: (fields: string[]) => object): Answer {
	const fields = (call.query.get('fields') ?? '').split(',').filter(Boolean);
	const unknown = fields.find((field) => !(field in videoFields));
	if (!fields.length) return refuse(400, 'invalid_params', 'Fields is required');
	if (unknown) return refuse(400, 'invalid_params', `${unknown} is not a field of a video.`);
	return ok(answer(fields));
}

function fieldsOf(post: Publish, fields: string[]): Record<string, unknown> {
	return Object.fromEntries(fields.map((field) => [field, videoFields[field]?.(post)]));
}

function publicPosts({ world, user }: ApiCall): Publish[] {
	settle(world);
	return world.state.publishes
		.filter(
			(publish) =>
				publish.user === user.username &&
				!publish.isDeleted &&
				publish.publicAt !== null &&
				world.now() >= publish.publicAt,
		)
		.sort((a, b) => createdAt(b) - createdAt(a));
}

function createdAt(post: Publish): number {
	return post.doneAt ?? post.createdAt;
}
