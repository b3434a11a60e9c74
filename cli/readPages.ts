import type { z } from 'zod';
import { listPage } from '../lib/listPage';
import type { ApiClient } from './apiClient';

/** As many as the API gives at a time. */
const mostOfPage = 100;
const usual = 50;

interface Filter {
	limit?: number;
	[field: string]: string | number | undefined;
}

/** The first so many of a list, over as many pages as it takes. `more`: what to tell of the rest. */
export async function readPages<Item>(
	api: ApiClient,
	path: string,
	{ limit = usual, ...filter }: Filter,
	item: z.ZodType<Item>,
): Promise<{ items: Item[]; more: string | null }> {
	const page = listPage(item);
	const items: Item[] = [];
	let cursor: string | null = null;
	do {
		const query = new URLSearchParams({
			limit: String(Math.min(limit - items.length, mostOfPage)),
			...(cursor === null ? {} : { cursor }),
		});
		for (const [name, value] of Object.entries(filter)) {
			if (value) query.set(name, String(value));
		}
		const read: z.infer<typeof page> = await api.get(`${path}?${query.toString()}`, page);
		items.push(...read.items);
		cursor = read.nextCursor;
	} while (cursor !== null && items.length < limit);
	if (cursor === null) return { items, more: null };
	const more = `These are the first ${items.length}. There are more: give a higher --limit.`;
	return { items, more };
}
