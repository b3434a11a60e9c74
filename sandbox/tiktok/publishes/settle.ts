import { newPostId } from '../ids';
import type { Publish } from '../state';
import { announce } from '../webhooks';
import type { World } from '../world';

/** Moves every publish on to where it should be by now; called before anything is told about one. */
export function settle(world: World): void {
	for (const publish of world.state.publishes) {
		if (isProcessed(world, publish)) finishProcessing(world, publish);
		if (isNewlyPublic(world, publish)) {
			publish.publicAnnounced = true;
			tell(world, publish, 'publicly_available', { post_id: publish.postId });
		}
	}
}

/** Has `settle` run when this publish's next change is due, for the webhooks' sake. */
export function settleLater(world: World, publish: Publish): void {
	const dueAt = [
		publish.status === 'PROCESSING_UPLOAD' && publish.receivedAt !== null
			? publish.receivedAt + world.rules.processingMs
			: null,
		publish.publicAnnounced ? null : publish.publicAt,
	];
	for (const at of dueAt) {
		if (at !== null) world.later(Math.max(0, at - world.now()), () => settle(world));
	}
}

/** The person finishes a draft in the app: it becomes a post. False when it is no waiting draft. */
export function postDraft(world: World, publish: Publish): boolean {
	if (publish.status !== 'SEND_TO_USER_INBOX' || publish.discarded) return false;
	complete(world, publish, true);
	world.save();
	settleLater(world, publish);
	return true;
}

/** The person deletes the post in the app: the API shows it no more. False when it is no post, or was deleted before. */
export function deletePost(world: World, publish: Publish): boolean {
	if (publish.status !== 'PUBLISH_COMPLETE' || publish.isDeleted) return false;
	publish.isDeleted = true;
	world.save();
	if (publish.publicAnnounced) {
		tell(world, publish, 'no_longer_publicaly_available', { post_id: publish.postId });
	}
	return true;
}

function isProcessed(world: World, publish: Publish): boolean {
	return (
		publish.status === 'PROCESSING_UPLOAD' &&
		publish.receivedAt !== null &&
		!publish.neverEnds &&
		world.now() >= publish.receivedAt + world.rules.processingMs
	);
}

function finishProcessing(world: World, publish: Publish): void {
	const failReason = hasGrant(world, publish) ? publish.willFail : 'auth_removed';
	if (failReason !== null) {
		publish.status = 'FAILED';
		publish.failReason = failReason;
		publish.doneAt = world.now();
		tell(world, publish, 'failed', { reason: failReason });
	} else if (publish.mode === 'inbox') {
		publish.status = 'SEND_TO_USER_INBOX';
		publish.doneAt = world.now();
		tell(world, publish, 'inbox_delivered', {});
	} else {
		const isPublic = publish.privacy === 'PUBLIC_TO_EVERYONE';
		complete(world, publish, isPublic && world.rules.tier === 'audited');
		settleLater(world, publish);
	}
	world.save();
}

function complete(world: World, publish: Publish, isPublic: boolean): void {
	publish.status = 'PUBLISH_COMPLETE';
	publish.doneAt = world.now();
	publish.postId = newPostId();
	publish.publicAt = isPublic ? world.now() + publish.linkLaterMs : null;
	tell(world, publish, 'complete', {});
}

function isNewlyPublic(world: World, publish: Publish): boolean {
	return !publish.publicAnnounced && publish.publicAt !== null && world.now() >= publish.publicAt;
}

function hasGrant(world: World, publish: Publish): boolean {
	return world.state.grants.some(
		(grant) =>
			!grant.revoked &&
			grant.clientKey === publish.clientKey &&
			grant.username === publish.user,
	);
}

function tell(world: World, publish: Publish, event: string, more: object): void {
	announce(world, publish, `post.publish.${event}`, {
		publish_id: publish.publishId,
		publish_type: publish.mode === 'inbox' ? 'INBOX_SHARE' : 'DIRECT_PUBLISH',
		...more,
	});
}
