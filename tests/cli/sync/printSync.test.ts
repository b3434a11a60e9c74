import { decisionLines, detailLines, previewLines, syncLines } from '../../../cli/sync/printSync';
import { syncRequest, type DecisionView, type SyncView } from '../../../lib/sync/syncView';

const at = '2026-11-20T10:00:00.000Z';
const { rules, captions, settings } = syncRequest.parse({ account: 'x', channel: 'y' });
const channel: SyncView['channel'] = {
	...{ id: 'UC1', handle: null, title: 'Evil\u001b[2J', url: 'https://x', avatarUrl: null },
	...{ ownership: null, verifyCode: '14ms-verify=abc' },
};
const sync: SyncView = {
	...{ id: 'abcdefghij', accountId: 'a', account: 'creator', channel, action: 'repost' },
	...{ posting: 'inbox', settings, rules, captions, everyMinutes: 15, state: 'needsAttention' },
	...{
		pauseNote: null,
		leaseUntil: null,
		lastRunAt: null,
		trouble: null,
		nextRunAt: at,
		lastRun: null,
	},
	error: { code: 'channel_not_verified', message: 'The code is gone\u001b[1A.' },
	counts: { undecided: 1, waiting: 2, requested: 3, announced: 0, skipped: 4 },
	...{ posts: null, createdAt: at, updatedAt: at },
};
const decision: DecisionView = {
	...{ video: 'dQw4w9WgXcQ', url: '', title: 'a\u001b[1Ab\nc', publishedAt: at, durationSec: 3 },
	...{ state: 'skipped', reason: 'too_long', sentence: 'Too\u202elong.', lookAgainAt: null },
	...{ caption: null, firstSeenAt: at, decidedAt: at, repost: null },
};

test('a sync in a list: what it is, how it stands, what is wrong', () => {
	expect(syncLines(sync)).toEqual([
		'needsAttention  Evil\ufffd[2J → @creator  (abcdefghij)',
		expect.stringMatching(
			/^ {4}reposts \(inbox\) every .*15.*; 3 requested, 2 waiting, 1 undecided, 4 skipped; next look about 2026-11-20 10:00 UTC$/,
		),
		'    The code is gone\ufffd[1A.',
	]);
});

test('one sync is shown with how its captions are made', () => {
	expect(detailLines(sync)).toContain('    Captions: title and description');
	const lines = detailLines({ ...sync, captions: { ...captions, dropLinks: true } });
	expect(lines).toContain('    Captions: links are taken out');
});

test('neither titles nor sentences can steer the terminal', () => {
	expect(decisionLines(decision)).toEqual([
		'skipped     dQw4w9WgXcQ “a\ufffd[1Ab\ufffdc”',
		'    Too\ufffdlong.',
	]);
});

test('a preview says what would be done, what failed, and what is missing', () => {
	const lines = previewLines({
		...{ channel, verification: 'codeMissing', rules, action: 'repost', since: at },
		followedAs: null,
		items: [
			{
				...decision,
				state: 'waiting',
				sentence: 'Chosen.',
				caption: 'One\u001b[2J\n#two',
			},
			{ ...decision, state: 'undecided', sentence: 'A premiere.' },
			decision,
		],
		sources: [
			{
				...{ source: 'rss', isOk: false, found: 0, requests: 1, isUnchanged: false },
				error: { code: 'youtube_failed', message: 'The feed answered 404.' },
			},
		],
	});
	expect(lines.splice(2, 1)).toEqual(['    Caption: One\ufffd[2J⏎#two']);
	expect(lines.filter((_, index) => index % 2 === 0).map((line) => line.slice(0, 6))).toEqual([
		...['take  ', 'later ', 'skip  ', 'Evil\ufffd[', 'Not kn'],
	]);
	expect(lines[6]).toBe('Evil\ufffd[2J: Of its newest 3, 1 would be taken.');
	expect(lines[7]).toBe('rss: The feed answered 404.');
	expect(lines[8]).toContain('14ms-verify=abc');
});
