import type { ApiClient } from '../../cli/apiClient';
import { lane } from '../../cli/lane';

const view = {
	...{ accountId: 'a', account: 'creator', atOnce: 5, paused: null, closures: [], posts: [] },
	settings: {
		...{ timeZone: 'UTC', spacingMinutes: 0, dailyCap: null, postingTimes: [] },
		...{ quietHours: null, atOnce: null },
	},
	onTheWay: [],
	waiting: {
		total: 1,
		items: [
			{
				...{ id: 'a.kX3u7Rn_s0Q', video: 'kX3u7Rn_s0Q', title: 'Evil\u001b[2J\nTwo' },
				...{ state: 'queued', priority: 5, why: 'spacing', expectedAt: null },
				reason: 'Another one is posted first.',
			},
		],
	},
};
const refuse = () => Promise.reject(new Error('Only read.'));
const api: ApiClient = {
	...{ baseUrl: 'http://14ms', pagesUrl: 'http://14ms' },
	...{ post: refuse, patch: refuse, delete: refuse },
	get: (_, answer) => Promise.resolve(answer.parse(view)),
};

test('who waits and why stand on lines of their own, and no title steers the terminal', async () => {
	const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
	await lane(api, 'show', { account: 'creator' });
	const lines = String(write.mock.lastCall?.[0]).split('\n');
	write.mockRestore();
	expect(lines).toEqual([
		'@creator: posts at any time (UTC); 5 at once',
		'On the way: 0, waiting: 1',
		'  Evil\ufffd[2J\ufffdTwo  (a.kX3u7Rn_s0Q)',
		'    Another one is posted first.',
		'',
	]);
});
