import type { RepostView } from '../lib/posting/view';
import { printable } from '../lib/printable';

/**
 * The one JSON line of design §7; fields in this order.
 * @param created whether it was made by this request; left out in lists, which tell how the posts do instead
 */
export function jsonLine(repost: RepostView, created?: boolean): string {
	const { id, state, account, video, posting, publishId, postId, url, bytes, sha256, error } =
		repost;
	const { numbers } = repost;
	return JSON.stringify({
		...{ id, ...(created === undefined ? {} : { created }), state, account, video, posting },
		...{ publishId, postId, url, bytes, sha256, error },
		...(created === undefined ? { numbers } : {}),
	});
}

/** One line for people, e.g. `published   dQw4w9WgXcQ → @creator   a1b2c3.dQw4w9WgXcQ`. */
export function humanLine(repost: RepostView): string {
	return `${repost.state.padEnd(14)}  ${whichLine(repost)}`;
}

/** The same without its state. */
export function whichLine({ id, video, account, title }: RepostView): string {
	const what = title ? `${video} “${shorten(title)}”` : video;
	return printable(`${what} → @${account}  (${id})`);
}

/** What a person should know about where it stands, beyond the state. */
export function explanation({ error, nextStep, url, state }: RepostView): string | null {
	const words = url ?? nextStep ?? (state === 'failed' ? error?.message : null);
	return words ? printable(words) : null;
}

/** How its post does, e.g. `1,204 views, 80 likes, 3 comments, 2 shares (YouTube: 5,310 views)`; null when nobody told. */
export function numbersLine({ numbers }: RepostView): string | null {
	if (!numbers?.readAt) return null;
	const { views, likes, comments, shares, source } = numbers;
	const told = Object.entries({ views, likes, comments, shares }).flatMap(([kind, count]) =>
		count === null ? [] : [`${count.toLocaleString('en-US')} ${kind}`],
	);
	const beside =
		source.views === null ? '' : ` (YouTube: ${source.views.toLocaleString('en-US')} views)`;
	return `${told.join(', ')}${beside}`;
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
