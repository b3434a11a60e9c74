import { z } from 'zod';
import type { ApiClient } from '../../cli/apiClient';
import { readPages } from '../../cli/readPages';

/** A list of so many numbers, by pages, as the API gives them. */
function listOf(count: number): { api: ApiClient; asked: string[] } {
	const asked: string[] = [];
	const refuse = () => Promise.reject(new Error('Only read.'));
	return {
		asked,
		api: {
			...{ baseUrl: 'http://14ms', pagesUrl: 'http://14ms' },
			...{ post: refuse, patch: refuse, delete: refuse },
			get(path, answer) {
				asked.push(path);
				const query = new URL(path, 'http://14ms').searchParams;
				const limit = Number(query.get('limit'));
				const from = Number(query.get('cursor') ?? 0);
				const to = Math.min(from + limit, count);
				const items = Array.from({ length: to - from }, (_, n) => from + n);
				const nextCursor = to < count ? String(to) : null;
				return Promise.resolve(answer.parse({ items, nextCursor }));
			},
		},
	};
}

const readAll = (api: ApiClient, limit?: number) =>
	readPages(api, '/syncs', { account: 'a b', ...(limit ? { limit } : {}) }, z.number());

test('50 are read unless more are asked for, and it is said that there are more', async () => {
	const { api, asked } = listOf(51);
	const { items, more } = await readAll(api);
	expect(items).toHaveLength(50);
	expect(more).toBe('These are the first 50. There are more: give a higher --limit.');
	expect(asked).toEqual(['/syncs?limit=50&account=a+b']);
});

test('as many as are asked for are read, each once, over as many pages as it takes', async () => {
	const { api, asked } = listOf(300);
	const { items, more } = await readAll(api, 250);
	expect(items).toEqual(Array.from({ length: 250 }, (_, n) => n));
	expect(more).toContain('the first 250');
	expect(asked.at(-1)).toBe('/syncs?limit=50&cursor=200&account=a+b');
});

test.each([0, 1, 100, 101, 250])('all %i of them are read, and nothing is said', async (count) => {
	const { api } = listOf(count);
	const { items, more } = await readAll(api, 1_000);
	expect(items).toHaveLength(count);
	expect(more).toBeNull();
});
