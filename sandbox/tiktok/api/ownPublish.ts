import { z } from 'zod';

import { refuse, type Answer } from '../answer';
import { applyFates } from '../publishes/applyFates';
import { settle } from '../publishes/settle';
import type { Publish } from '../state';
import type { ApiCall } from './endpoint';

/** The publish that the body names, as it is by now, or TikTok's refusal. */
export function ownPublish({ world, body, grant, fates }: ApiCall): { publish: Publish } | Answer {
	const named = z.object({ publish_id: z.string() }).safeParse(body);
	if (!named.success) return refuse(400, 'invalid_params', 'publish_id is missing.');
	const publish = world.state.publishes.find(
		({ publishId }) => publishId === named.data.publish_id,
	);
	if (!publish) return refuse(400, 'invalid_publish_id', 'The publish_id does not exist.');
	if (publish.clientKey !== grant.clientKey || publish.user !== grant.username) {
		const message = 'The token is not that of this publish_id.';
		return refuse(400, 'token_not_authorized_for_specified_publish_id', message);
	}
	// Without uploaded_bytes is this one answer, not the publish.
	const lasting = fates.filter(({ kind }) => kind !== 'noUploadedBytes');
	applyFates(publish, lasting);
	if (lasting.length) world.save();
	settle(world);
	return { publish };
}
