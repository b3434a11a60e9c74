import fc from 'fast-check';
import { contradictionIn } from '../../../lib/sync/contradiction';
import { decideShort } from '../../../lib/sync/decideShort';
import { syncRules, type SyncRules } from '../../../lib/sync/syncRules';
import { anyLook, anyRules } from './channelVideos';

test.each<[string, Partial<SyncRules>, RegExp]>([
	[
		'a least duration above the most',
		{ minDurationSec: 31, maxDurationSec: 30 },
		/^No Short lasts at least 31 and at most 30 seconds/,
	],
	[
		'a word that is wanted and left out',
		{ includeWords: ['Cat'], excludeWords: ['dog', 'CAT'] },
		/must have “Cat”, and what has it is left out\.$/,
	],
	[
		'words each of which has one that is left out',
		{ includeWords: ['behind the scenes', '#ad'], excludeWords: ['scenes', 'ad'] },
		/one of 2 words such as “behind the scenes”/,
	],
	[
		'a hashtag that is wanted and left out',
		{ includeHashtags: ['#Tea'], excludeHashtags: ['tea'] },
		/must have “#tea”/,
	],
	[
		'a hashtag that is left out as a word',
		{ includeHashtags: ['tea', 'cup'], excludeHashtags: ['cup'], excludeWords: ['Tea'] },
		/one of 2 words such as “#tea”/,
	],
])('%s is refused', (_, rules, sentence) => {
	const { success, error } = syncRules.safeParse(rules);
	expect(success).toBe(false);
	expect(error?.issues).toHaveLength(1);
	expect(error?.issues[0]?.message).toMatch(sentence);
});

test.each<[string, Partial<SyncRules>]>([
	['exactly one duration', { minDurationSec: 30, maxDurationSec: 30 }],
	['one wanted word that is not left out', { includeWords: ['a', 'b'], excludeWords: ['a'] }],
	['a part of a word', { includeWords: ['cats'], excludeWords: ['cat'] }],
	['a longer one left out', { includeWords: ['scenes'], excludeWords: ['behind the scenes'] }],
	['only what is left out', { excludeWords: ['a'], excludeHashtags: ['a'] }],
	['a time to come', { fromDate: '2099-01-01T00:00:00Z', backfill: 'all' }],
])('%s is allowed', (_, rules) => {
	expect(syncRules.safeParse(rules).success).toBe(true);
});

test('rules that are refused would take nothing, whatever the video', () => {
	let refused = 0;
	fc.assert(
		fc.property(anyLook, anyRules, (facts, rules) => {
			if (contradictionIn(rules) === null) return;
			refused++;
			expect(decideShort({ ...facts, rules }).state).not.toBe('waiting');
		}),
		{ numRuns: 5_000 },
	);
	expect(refused).toBeGreaterThan(500);
});
