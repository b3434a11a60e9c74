import type { ChannelVideo } from '../../../lib/youtube/channelVideo';
import { ago, day, decide, type Facts } from './deciding';

describe('skipped in the end', () => {
	const seenLongAgo = { firstSeenAt: ago(8 * day), looks: 12 };
	const old = { publishedAt: ago(9 * day).toISOString() };
	test.each<[string, Partial<ChannelVideo>, Facts, string]>([
		['never said to be a Short', { ...old, isShort: null, widthPx: null }, {}, 'not_a_short'],
		['gone', { ...old, access: 'gone' }, {}, 'gone'],
		['private', { ...old, access: 'private' }, {}, 'stayed_private'],
		['unlisted', { ...old, access: 'unlisted' }, {}, 'stayed_private'],
		['for members', { ...old, access: 'membersOnly' }, {}, 'stayed_members_only'],
		[
			'a premiere, 14 days after its time',
			{
				...{ live: 'upcoming', publishedAt: ago(20 * day).toISOString() },
				startsAt: ago(14 * day).toISOString(),
			},
			{ firstSeenAt: ago(20 * day) },
			'never_began',
		],
		[
			'a premiere without a time, 14 days after it was first seen',
			{ publishedAt: ago(20 * day).toISOString(), live: 'premiere' },
			{ firstSeenAt: ago(14 * day) },
			'never_began',
		],
		[
			'a stream that goes on for 14 days',
			{ publishedAt: ago(20 * day).toISOString(), live: 'live' },
			{ firstSeenAt: ago(14 * day) },
			'was_live',
		],
		['a short stream', { ...old, live: 'ended', isShort: null }, {}, 'was_live'],
		['without a date', { publishedAt: null }, {}, 'facts_missing'],
		['never processed', { ...old, durationSec: 0 }, {}, 'facts_missing'],
		[
			'without the text that a rule needs',
			{ ...old, description: null },
			{ rules: { excludeWords: ['ad'] } },
			'facts_missing',
		],
	])('%s', (_, video, facts, reason) => {
		expect(decide(video, { ...seenLongAgo, ...facts })).toMatchObject({
			state: 'skipped',
			reason,
		});
	});
});
