import type { RepostView } from '../lib/posting/view';
import { printable } from '../lib/printable';

/**
 * The one JSON line of design §7; fields in this order.
 * @param created whether it was made by this request; left out where nothing was asked for
 */
export function jsonLine(repost: RepostView, created?: boolean): string {
	const { id, state, account, video, posting, publishId, postId, url, bytes, sha256, error } =
		repost;
	return JSON.stringify({
		...{ id, ...(created === undefined ? {} : { created }), state, account, video, posting },
		...{ publishId, postId, url, bytes, sha256, error },
	});
}

/** One line for people, e.g. `published   dQw4w9WgXcQ → @creator   a1b2c3.dQw4w9WgXcQ`. */
export function humanLine({ id, state, video, account, title }: RepostView): string {
	const what = title ? `${video} “${shorten(title)}”` : video;
	return printable(`${state.padEnd(14)}  ${what} → @${account}  (${id})`);
}

/** What a person should know about where it stands, beyond the state. */
export function explanation({ error, nextStep, url, state }: RepostView): string | null {
	const words = url ?? nextStep ?? (state === 'failed' ? error?.message : null);
	return words ? printable(words) : null;
}

/** What someone who waits can do now. */
export function hint({ id, state, error }: RepostView, pagesUrl: string): string | null {
	if (state === 'awaitingReview') {
		return `Review it at ${pagesUrl}/reposts/${id}/review, or: npx 14ms approve ${id} --privacy LEVEL`;
	}
	if (state === 'queued' && error?.code === 'youtube_try_later') {
		return `If the address is wrong, end it: npx 14ms cancel ${id}`;
	}
	return null;
}

function shorten(title: string): string {
	return title.length <= 50 ? title : `${title.slice(0, 49).trimEnd()}…`;
}
