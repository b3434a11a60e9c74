import { ok } from '../answer';
import type { Publish } from '../state';
import type { Endpoint } from './endpoint';
import { ownPublish } from './ownPublish';

/** TikTok: "Get Post Status". A failed publish is still HTTP 200 and "ok". */
export const fetchStatus: Endpoint = {
	word: 'status/fetch',
	method: 'POST',
	path: '/v2/post/publish/status/fetch/',
	scopes: ['video.upload', 'video.publish'],
	perMinute: 30,
	contentType: 'json; charset=utf-8',
	run: (call) => {
		const found = ownPublish(call);
		if (!('publish' in found)) return found;
		const { publish } = found;
		const hidesBytes =
			publish.noUploadedBytes || call.fates.some(({ kind }) => kind === 'noUploadedBytes');
		const data = {
			status: publish.status,
			...(publish.failReason === null ? {} : { fail_reason: publish.failReason }),
			...postIds(publish, call.world.now()),
			...(hidesBytes ? {} : { uploaded_bytes: publish.uploadedBytes }),
		};
		return ok(data, publish.publishId);
	},
};

/** Bare 19-digit numbers once the post is public, an empty list before that, no field for what never will be. */
function postIds({ publicAt, postId }: Publish, now: number) {
	if (publicAt === null || postId === null) return {};
	return { publicaly_available_post_id: now >= publicAt ? [BigInt(postId)] : [] };
}
