import type { ApiClient } from '../../cli/apiClient';
import { watchRepost } from '../../cli/watchRepost';
import { repost } from './repostSample';

test('elsewhere than on a terminal, why it waits is said once it is known, and again only when it is another', async () => {
	const inLane = 'Its account posts again at 14:05.';
	const steps = [
		{ ...repost, state: 'queued', nextStep: null },
		...[0, 1].map(() => ({ ...repost, state: 'queued', nextStep: inLane })),
		{ ...repost, state: 'uploading', nextStep: null },
		{ ...repost, state: 'published', nextStep: null },
	] as const;
	let asked = 0;
	const api = {
		...{ baseUrl: 'http://localhost:3000', pagesUrl: 'http://localhost:3000' },
		get: (_: string, answer: { parse(what: unknown): unknown }) => {
			asked += 1;
			return Promise.resolve(answer.parse(withDates(steps[asked])));
		},
	} as unknown as ApiClient;
	const said: string[] = [];
	const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
		said.push(String(text));
		return true;
	});
	try {
		expect(await watchRepost(api, steps[0])).toMatchObject({ state: 'published' });
	} finally {
		write.mockRestore();
	}
	expect(said).toEqual(['queued\n', `queued: ${inLane}\n`, 'uploading\n', 'published\n']);
});

const withDates = (view: object | undefined) => {
	const now = new Date().toISOString();
	return { ...view, createdAt: now, updatedAt: now };
};
