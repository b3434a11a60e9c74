import { refuse } from '../answer';
import type { Endpoint } from './endpoint';
import { ownPublish } from './ownPublish';

/** TikTok cancels pulls only, and the sandbox has none: a file upload is left to lapse. */
export const cancelPublish: Endpoint = {
	word: 'cancel',
	method: 'POST',
	path: '/v2/post/publish/cancel/',
	scopes: ['video.upload', 'video.publish'],
	perMinute: null,
	contentType: 'json; charset=utf-8',
	run: (call) => {
		const found = ownPublish(call);
		return 'publish' in found
			? refuse(400, 'publish_not_cancellable', 'Only ongoing URL pulls can be cancelled.')
			: found;
	},
};
