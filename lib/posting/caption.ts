import { captionLimit } from './request';
import { shorten } from './shorten';

/**
 * The caption of a Short: its title, a blank line, its description. At most `captionLimit` (2,200) UTF-16 units; what is
 * longer ends on a whole word with `…`, never within a grapheme, a hashtag or a link.
 */
export function captionOf({ title, description }: { title: string; description: string }): string {
	const head = clean(title);
	const body = clean(description);
	const parts = beginsWith(body, head) ? [body] : [head, body];
	return shorten(parts.filter(Boolean).join('\n\n'), captionLimit);
}

/** Control characters do not survive the way (Postgres refuses NUL), nor do halves of surrogate pairs. */
export function clean(text: string): string {
	return text
		.toWellFormed()
		.replace(/\r\n?/g, '\n')
		.replace(/(?![\n\t])\p{Cc}/gu, '')
		.trim();
}

/** `Cat` begins `Cat, asleep` but not `Cats`. */
function beginsWith(body: string, head: string): boolean {
	return body.startsWith(head) && !/^[\p{L}\p{N}\p{M}]/u.test(body.slice(head.length));
}
