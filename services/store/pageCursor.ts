import { sql, type Column, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { Problem } from '../../lib/errors';
import { plainText } from '../../lib/plainText';
import type { Page } from './page';

/** Where a page of a list ends, newest first: the time in ms and the id of its last row. */
interface Place {
	at: Date;
	id: string;
}

/** No time that Postgres does not take, nor such an id. */
const place = z.tuple([z.int().min(0).max(Date.UTC(9999, 0)), plainText]);

function cursorAt({ at, id }: Place): string {
	return Buffer.from(JSON.stringify([at.getTime(), id])).toString('base64url');
}

/** Problem bad_request when it is none of ours. */
function placeOf(cursor: string): Place {
	try {
		const [atMs, id] = place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
		return { at: new Date(atMs), id };
	} catch {
		throw new Problem(
			'bad_request',
			'`cursor` must be the `nextCursor` of an earlier page, unchanged.',
		);
	}
}

/** What comes after that place in a list by (time, id), newest first; everything without a cursor. */
export function beyond(cursor: string | undefined, at: Column | SQL, id: Column): SQL | undefined {
	if (cursor === undefined) return undefined;
	const end = placeOf(cursor);
	return sql`(${at}, ${id}) < (${end.at.toISOString()}::timestamptz, ${end.id})`;
}

/** A page out of `limit + 1` rows. */
export function pageOf<Row>(rows: Row[], limit: number, place: (row: Row) => Place): Page<Row> {
	const items = rows.slice(0, limit);
	const last = items.at(-1);
	return { items, nextCursor: last && rows.length > limit ? cursorAt(place(last)) : null };
}
