import type { Publish } from '../state';
import type { World } from '../world';

export const uploadUrlLifetimeMs = 3600_000;
const dayMs = 24 * 3600_000;

export function isExpired(world: World, publish: Publish): boolean {
	return world.now() >= publish.createdAt + uploadUrlLifetimeMs;
}

/**
 * Drafts that TikTok counts as pending: begun in the last 24 hours, and not posted, thrown away, failed, or lapsed with
 * bytes missing.
 */
export function pendingDrafts(world: World, user: string): number {
	return ofLastDay(world, user).filter(
		(publish) =>
			publish.mode === 'inbox' &&
			!publish.discarded &&
			(publish.status === 'SEND_TO_USER_INBOX' ||
				(publish.status === 'PROCESSING_UPLOAD' &&
					(publish.receivedAt !== null || !isExpired(world, publish)))),
	).length;
}

/** Direct posts of the last 24 hours whose bytes are all there and that did not fail. */
export function directPostsToday(world: World, user: string): number {
	return ofLastDay(world, user).filter(
		(publish) =>
			publish.mode === 'direct' && publish.receivedAt !== null && publish.status !== 'FAILED',
	).length;
}

/** Others that posted through this app in the last 24 hours. */
export function otherPostersToday(world: World, clientKey: string, user: string): number {
	const others = world.state.publishes.filter(
		(publish) =>
			publish.clientKey === clientKey &&
			publish.user !== user &&
			publish.createdAt > world.now() - dayMs,
	);
	return new Set(others.map((publish) => publish.user)).size;
}

function ofLastDay(world: World, user: string): Publish[] {
	return world.state.publishes.filter(
		(publish) => publish.user === user && publish.createdAt > world.now() - dayMs,
	);
}
