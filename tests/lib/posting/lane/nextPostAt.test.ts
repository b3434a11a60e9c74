import {
	laneSettings,
	neverPosts,
	type LaneSettings,
} from '../../../../lib/posting/lane/laneSettings';
import { nextPostAt, postsMade } from '../../../../lib/posting/lane/nextPostAt';
import { at, settingsWith } from './laneBench';

const zone = { timeZone: 'Europe/Berlin' };
const night = { quietHours: { from: '22:00', until: '07:30' } };

test.each<[string, Partial<LaneSettings>, string[], string, string, string | null]>([
	[
		'nothing set: at once',
		{},
		['2026-11-24T11:59:59Z'],
		'2026-11-24T12:00:00Z',
		'2026-11-24T12:00:00Z',
		null,
	],
	[
		'spacing',
		{ spacingMinutes: 45 },
		['2026-11-24T11:40:00Z'],
		'2026-11-24T12:00:00Z',
		'2026-11-24T12:25:00Z',
		'spacing',
	],
	[
		'spacing that is over',
		{ spacingMinutes: 45 },
		['2026-11-24T11:00:00Z'],
		'2026-11-24T12:00:00Z',
		'2026-11-24T12:00:00Z',
		null,
	],
	[
		'the cap ends at midnight of the zone',
		{ ...zone, dailyCap: 2 },
		['2026-11-24T06:00:00Z', '2026-11-24T07:00:00Z'],
		'2026-11-24T12:00:00Z',
		'2026-11-24T23:00:00Z',
		'cap',
	],
	[
		'yesterday by UTC is today in the zone',
		{ ...zone, dailyCap: 1 },
		['2026-11-23T23:30:00Z'],
		'2026-11-24T12:00:00Z',
		'2026-11-24T23:00:00Z',
		'cap',
	],
	[
		'posts of yesterday do not count',
		{ ...zone, dailyCap: 1 },
		['2026-11-23T22:30:00Z'],
		'2026-11-24T12:00:00Z',
		'2026-11-24T12:00:00Z',
		null,
	],
	[
		'the day on which clocks are put on has 23 hours',
		{ ...zone, dailyCap: 1 },
		['2026-03-29T00:10:00Z'],
		'2026-03-29T08:00:00Z',
		'2026-03-29T22:00:00Z',
		'cap',
	],
	[
		'quiet hours before midnight',
		{ ...zone, ...night },
		[],
		'2026-11-24T21:30:00Z',
		'2026-11-25T06:30:00Z',
		'quiet',
	],
	[
		'quiet hours after midnight',
		{ ...zone, ...night },
		[],
		'2026-11-25T02:00:00Z',
		'2026-11-25T06:30:00Z',
		'quiet',
	],
	[
		'quiet hours are over to the minute',
		{ ...zone, ...night },
		[],
		'2026-11-25T06:30:00Z',
		'2026-11-25T06:30:00Z',
		null,
	],
	[
		'quiet hours by day',
		{ quietHours: { from: '09:00', until: '17:00' } },
		[],
		'2026-11-24T12:00:00Z',
		'2026-11-24T17:00:00Z',
		'quiet',
	],
	[
		'quiet hours over the end of summer time',
		{ ...zone, ...night },
		[],
		'2026-10-24T21:00:00Z',
		'2026-10-25T06:30:00Z',
		'quiet',
	],
	[
		'quiet hours that end in the hour that comes twice',
		{ ...zone, quietHours: { from: '01:00', until: '02:30' } },
		[],
		'2026-10-25T00:00:00Z',
		'2026-10-25T00:30:00Z',
		'quiet',
	],
	[
		'quiet hours that end in the hour that is left out',
		{ ...zone, quietHours: { from: '01:00', until: '02:30' } },
		[],
		'2026-03-29T00:30:00Z',
		'2026-03-29T01:30:00Z',
		'quiet',
	],
	[
		'the next posting time',
		{ ...zone, postingTimes: ['09:00', '18:00'] },
		[],
		'2026-11-24T12:00:00Z',
		'2026-11-24T17:00:00Z',
		'times',
	],
	[
		'a posting time stays open for half an hour',
		{ ...zone, postingTimes: ['09:00', '18:00'] },
		[],
		'2026-11-24T17:29:00Z',
		'2026-11-24T17:29:00Z',
		null,
	],
	[
		'then it is the next one’s turn',
		{ ...zone, postingTimes: ['09:00', '18:00'] },
		[],
		'2026-11-24T17:30:00Z',
		'2026-11-25T08:00:00Z',
		'times',
	],
	[
		'one post at each posting time',
		{ ...zone, postingTimes: ['09:00', '18:00'] },
		['2026-11-24T17:00:05Z'],
		'2026-11-24T17:01:00Z',
		'2026-11-25T08:00:00Z',
		'times',
	],
	[
		'a posting time just before midnight is open after it',
		{ postingTimes: ['23:50'] },
		[],
		'2026-11-25T00:10:00Z',
		'2026-11-25T00:10:00Z',
		null,
	],
	[
		'a posting time that the clocks leave out',
		{ ...zone, postingTimes: ['02:30'] },
		[],
		'2026-03-28T12:00:00Z',
		'2026-03-29T01:30:00Z',
		'times',
	],
	[
		'a posting time that comes twice is used once',
		{ ...zone, postingTimes: ['02:30'] },
		['2026-10-25T00:30:00Z'],
		'2026-10-25T01:30:00Z',
		'2026-10-26T01:30:00Z',
		'times',
	],
	[
		'a posting time in the quiet hours is passed over',
		{ postingTimes: ['08:00', '23:00'], quietHours: { from: '22:00', until: '07:00' } },
		[],
		'2026-11-24T12:00:00Z',
		'2026-11-25T08:00:00Z',
		'times',
	],
	[
		'all rules together',
		{
			...zone,
			...night,
			spacingMinutes: 120,
			dailyCap: 2,
			postingTimes: ['08:00', '12:00', '13:00', '20:00'],
		},
		['2026-11-24T07:00:00Z', '2026-11-24T11:00:00Z'],
		'2026-11-24T11:30:00Z',
		'2026-11-25T07:00:00Z',
		'times',
	],
])('%s', (_title, settings, posts, from, expected, rule) => {
	const all = settingsWith(settings);
	const next = nextPostAt(all, postsMade(posts.map(at), all.timeZone), at(from));
	expect(next && new Date(next.atMs).toISOString()).toBe(new Date(expected).toISOString());
	expect(next?.rule).toBe(rule);
});

test('rules that leave no time end in “never”, and are told of before', () => {
	const settings = settingsWith({
		postingTimes: ['23:00', '02:00'],
		quietHours: { from: '22:00', until: '07:00' },
	});
	expect(nextPostAt(settings, postsMade([], 'UTC'), at('2026-11-24T12:00:00Z'))).toBeNull();
	expect(neverPosts(settings)).toMatch(/nothing would ever be posted/);
	expect(neverPosts({ ...settings, postingTimes: ['08:00', '23:00'] })).toBeNull();
});

test('posting times are kept in order, each once', () => {
	const { postingTimes } = laneSettings.parse(
		settingsWith({ postingTimes: ['18:00', '09:00', '18:00'] }),
	);
	expect(postingTimes).toEqual(['09:00', '18:00']);
});
