import { settle } from '../publishes/settle';
import type { Publish } from '../state';
import type { World } from '../world';

/**
 * GET /sandbox/state: what happened, without a token or secret; with `?user=` only what concerns one user. Times are
 * ISO; ids are strings.
 */
export function stateView(world: World, user?: string) {
	settle(world);
	const { faults, users, deliveries } = world.state;
	const theirs = <T extends { user: string | null }>(all: readonly T[]): readonly T[] =>
		user === undefined ? all : all.filter((each) => each.user === user);
	const publishes = theirs(world.state.publishes);
	return {
		posts: publishes.filter(isPost).map(postView),
		publishes: publishes.map((publish) => ({
			publishId: publish.publishId,
			clientKey: publish.clientKey,
			user: publish.user,
			mode: publish.mode,
			status: publish.status,
			failReason: publish.failReason,
			caption: publish.caption,
			privacy: publish.privacy,
			sizeBytes: publish.sizeBytes,
			chunkSizeBytes: publish.chunkSizeBytes,
			chunkCount: publish.chunkCount,
			uploadedBytes: publish.uploadedBytes,
			sha256: publish.sha256,
			at: iso(publish.createdAt),
		})),
		calls: theirs(world.calls.list()),
		violations: theirs(world.state.violations),
		faults,
		users,
		webhooks: deliveries.map(({ event, state, attempts, lastAnswer, createdAt }) => ({
			event,
			state,
			attempts,
			lastAnswer,
			at: iso(createdAt),
		})),
	};
}

/** Delivered to the inbox, or posted. */
export function isPost({ status, discarded }: Publish): boolean {
	return (status === 'SEND_TO_USER_INBOX' || status === 'PUBLISH_COMPLETE') && !discarded;
}

export function postView(publish: Publish) {
	return {
		publishId: publish.publishId,
		/** Null for a draft that nobody has posted. */
		postId: publish.postId,
		user: publish.user,
		mode: publish.mode,
		caption: publish.caption,
		privacy: publish.privacy,
		settings: publish.postInfo,
		sizeBytes: publish.sizeBytes,
		sha256: publish.sha256,
		at: iso(publish.doneAt ?? publish.createdAt),
	};
}

function iso(ms: number): string {
	return new Date(ms).toISOString();
}
