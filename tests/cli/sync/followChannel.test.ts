import { syncRequest, type SyncView } from '../../../lib/sync/syncView';
import type { ApiClient } from '../../../cli/apiClient';
import { addSync, previewSync } from '../../../cli/sync/followChannel';
import type { SyncOptions } from '../../../cli/sync/syncOptions';

const at = '2026-11-20T10:00:00.000Z';
const { rules, captions, settings } = syncRequest.parse({
	...{ account: 'x', channel: 'y', rules: { maxPerDay: 3, includeWords: ['a'] } },
});
const sync: SyncView = {
	...{ id: 'abcdefghij', accountId: 'a', account: 'creator', action: 'repost' },
	channel: {
		...{ id: 'UC1', handle: '@ana', title: 'Ana', url: 'https://x', avatarUrl: null },
		...{ ownership: null, verifyCode: '14ms-verify=abc' },
	},
	...{ posting: 'inbox', settings, rules, captions, everyMinutes: 15, state: 'active' },
	...{ pauseNote: null, leaseUntil: null, lastRunAt: null, trouble: null, nextRunAt: at },
	...{ lastRun: null, error: null, posts: null, createdAt: at, updatedAt: at },
	counts: { undecided: 0, waiting: 0, requested: 0, announced: 0, skipped: 0 },
};
const notice = 'It is there already; the settings given now differ, `fromDate` too.';
const refuse = () => Promise.reject(new Error('Only asked.'));
const api: ApiClient = {
	...{ baseUrl: 'http://14ms', pagesUrl: 'http://14ms' },
	...{ get: refuse, patch: refuse, delete: refuse },
	post: (_path, _body, answer) =>
		Promise.resolve(answer.parse({ ...sync, created: false, notice })),
};

async function noteOn(options: SyncOptions): Promise<string> {
	const out = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
	const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
	await addSync(api, '@ana', { account: 'creator', own: true, ...options });
	const note = String(write.mock.lastCall?.[0]);
	write.mockRestore();
	out.mockRestore();
	return note;
}

test.each<[SyncOptions]>([
	[{}],
	[{ perDay: '3', includeWords: ['a'] }],
	[{ every: '15m', posting: 'inbox', dropLinks: false }],
])('adding what is there with %j that it has says that it is there', async (options) => {
	expect(await noteOn(options)).toMatch(/^Note: It is followed already.+`npx 14ms sync edit`/);
});

test.each<[SyncOptions]>([
	[{ perDay: '4' }],
	[{ perDay: '3', includeWords: ['a', 'b'] }],
	[{ every: '1h' }],
	[{ hashtagLimit: '3' }],
])('adding what is there with %j that it has not says that they differ', async (options) => {
	expect(await noteOn(options)).toMatch(/^Note: .+ differ, `--from-date` too\.\n$/);
});

test('a preview is told by the rules that the answer names, whatever was typed', async () => {
	const { channel } = sync;
	const item = {
		...{ video: 'a', url: '', title: '', publishedAt: at, durationSec: 3, caption: null },
		...{ state: 'waiting', reason: 'next_run', sentence: 'Chosen.', repost: null },
	};
	const preview = {
		channel,
		rules,
		action: 'repost',
		since: at,
		verification: 'own',
		followedAs: 'abcdefghij',
		items: Array.from({ length: 4 }, () => item),
		sources: [],
	};
	const asked: ApiClient = {
		...api,
		post: (_path, _body, answer) => Promise.resolve(answer.parse(preview)),
	};
	const out = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
	await previewSync(asked, '@ana', { account: 'creator' });
	const text = String(out.mock.lastCall?.[0]);
	const get: ApiClient['get'] = (_path, answer) => Promise.resolve(answer.parse(sync));
	await previewSync({ ...asked, get }, sync.id, { perDay: '3' });
	const ofSync = String(out.mock.lastCall?.[0]);
	out.mockRestore();
	expect(text).toContain('Of its newest 4, 4 would be taken, 3 a day at most');
	expect(text).toContain('You follow this channel already (sync abcdefghij): these rules are');
	expect(ofSync).toContain('4 would be taken');
	expect(ofSync).not.toContain('You follow this channel already');
});
