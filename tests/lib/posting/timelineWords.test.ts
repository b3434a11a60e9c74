import { timelineWords } from '../../../lib/posting/timelineWords';

const first = { attempt: 1, generation: 1, serial: 1 };

test.each<[string, Record<string, unknown>, string]>([
	['repost.created', { ...first, posting: 'inbox', state: 'resolving' }, 'Asked for'],
	['repost.state', { ...first, state: 'downloading' }, 'Downloading'],
	['repost.video', { title: 'Sunrise', durationSec: 7 }, 'Found · “Sunrise” · 7 s'],
	[
		'repost.media',
		{ sizeBytes: 1_512_000, sha256: 'ab', preparation: 'as it is' },
		'File ready · 1.5 MB · as it is',
	],
	[
		'repost.upload',
		{ publishId: 'v_pub', serial: 2, attempt: 1, sizeBytes: 65_000_000, chunkCount: 6 },
		'Upload begun at TikTok · 65.0 MB · in 6 parts · once more (number 2)',
	],
	['repost.resumed', { atByte: 30_000_000 }, 'Went on · at 30.0 MB'],
	['repost.committed', { attempt: 1, publishId: 'v_pub' }, 'Last part being sent'],
	[
		'repost.state',
		{
			...{ state: 'queued', attempt: 2, nextStep: 'Full. 14ms goes on at noon.' },
			error: { code: 'disk_full', message: 'Full.' },
		},
		'Queued · attempt 2 · Full. 14ms goes on at noon.',
	],
	[
		'repost.state',
		{ state: 'failed', attempt: 1, error: { code: 'not_a_short', message: 'Too long.' } },
		'Failed · Too long.',
	],
	[
		'repost.edited',
		{ caption: 'Mine', notBefore: '2026-12-24T08:00:00.000Z', priority: 9 },
		'Changed · caption · not before 2026-12-24 08:00 UTC · priority 9',
	],
	['repost.new', {}, 'new'],
])('%s with %j is told as words', (type, facts, words) => {
	expect(timelineWords(type, facts)).toBe(words);
});
