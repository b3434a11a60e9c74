import type { ApiClient } from '../../cli/apiClient';
import { approve, wish } from '../../cli/decide';
import { repost } from './repostSample';

const at = '2026-11-27T12:00:00Z';
const waits = {
	...{ ...repost, state: 'awaitingReview', title: 'A Short', sha256: 'f00d' },
	...{ createdAt: at, updatedAt: at },
};
const refuse = () => Promise.reject(new Error('Not asked for.'));
const api: ApiClient = {
	...{ baseUrl: 'http://14ms', pagesUrl: 'http://14ms', patch: refuse, delete: refuse },
	get: (_, answer) => Promise.resolve(answer.parse(waits)),
	post: (_, _body, answer) => Promise.resolve(answer.parse(waits)),
};

const which = `dQw4w9WgXcQ “A Short” → @x  (${repost.id})\n`;

test.each([
	['approving', () => approve(api, repost.id, {}), `Approved, being posted: ${which}`],
	['cancelling', () => wish(api, 'cancel', repost.id, {}), `Being cancelled: ${which}`],
	['retrying', () => wish(api, 'retry', repost.id, {}), `Being tried again: ${which}`],
])('%s says what is done, not the state of before', async (_, act, words) => {
	const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
	await act();
	const said = String(write.mock.lastCall?.[0]);
	write.mockRestore();
	expect(said).toBe(words);
});
