/** A durable place in the feed of events: opaque to others, so that it may change. */
export function cursorOfEvent(id: number): string {
	return Buffer.from(`event:${id}`).toString('base64url');
}

/** Null when it is none of ours. */
export function eventOfCursor(cursor: string): number | null {
	const text = Buffer.from(cursor, 'base64url').toString();
	const number = /^event:(\d{1,15})$/.exec(text)?.[1];
	return number === undefined ? null : Number(number);
}
