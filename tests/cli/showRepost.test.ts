import type { ApiClient } from '../../cli/apiClient';
import { showRepost } from '../../cli/showRepost';
import { repost } from './repostSample';

const at = '2026-11-28T12:00:00.000Z';
const shown = {
	...{ ...repost, createdAt: at, updatedAt: at, caption: 'Tea\u001b[2J\n#pottery' },
	timeline: [
		{ id: 1, type: 'repost.created', data: { posting: 'inbox' }, at },
		{ id: 2, type: 'repost.video', data: { title: 'Gl\u001baze', durationSec: 7 }, at },
	],
};
const refuse = () => Promise.reject(new Error('Only read.'));
const asked: string[] = [];
const api: ApiClient = {
	...{ baseUrl: 'http://14ms', pagesUrl: 'http://14ms' },
	...{ post: refuse, patch: refuse, delete: refuse },
	get(path, answer) {
		asked.push(path);
		return Promise.resolve(answer.parse(shown));
	},
};

async function printed(options: { json?: boolean }): Promise<string> {
	const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
	await showRepost(api, 'a.b/c', options);
	const text = String(write.mock.lastCall?.[0]);
	write.mockRestore();
	return text;
}

test('one repost is shown with its caption and what happened, and nothing in it steers the terminal', async () => {
	expect((await printed({})).split('\n')).toEqual([
		'failed          dQw4w9WgXcQ “\ufffd[2Jgone” → @x  (a.dQw4w9WgXcQ)',
		'No\ufffd[1A',
		'',
		'Caption:',
		'Tea\ufffd[2J',
		'#pottery',
		'',
		'What happened:',
		'2026-11-28 12:00:00 UTC  Asked for',
		'2026-11-28 12:00:00 UTC  Found · “Gl\ufffdaze” · 7 s',
		'',
	]);
	expect(asked).toEqual(['/reposts/a.b%2Fc']);
});

test('as JSON it is one line with the timeline', async () => {
	const text = await printed({ json: true });
	expect(text.trimEnd()).not.toContain('\n');
	expect(JSON.parse(text)).toMatchObject({ id: repost.id, timeline: [{ id: 1 }, { id: 2 }] });
});
