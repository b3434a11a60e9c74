import { api } from '../support/api';
import { webWithChannels, wish } from '../support/playedChannel';
import type { WebUnderTest } from '../support/startWebUnderTest';

let web: WebUnderTest;

beforeAll(async () => {
	web = await webWithChannels();
});
afterAll(() => web.close());

const before: [string, string][] = [
	['POST', '/syncs'],
	['POST', '/syncs/preview'],
];
const refusals: [unknown, string, RegExp, string?][] = [
	['[]', '400 bad_request', /must be a JSON object/],
	['{}', '400 bad_request', /`account` is missing/],
	[{ account: undefined }, '400 account_required', /`account` is missing/],
	[{ account: 'nobody' }, '404 unknown_account', /account/],
	[{ channel: '' }, '400 bad_request', /`channel` must not be empty/, 'channel'],
	[{ channel: 'https://vimeo.com/1' }, '400 bad_channel', /not a YouTube channel/],
	[{ channel: 'https://youtu.be/dQw4w9WgXcQ' }, '400 bad_channel', /channel/],
	[{ channel: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ' }, '400 bad_channel', /a video/],
	[{ channel: '@a b' }, '400 bad_channel', /no handle/],
	[{ channel: 'a\0b' }, '400 bad_channel', /channel/],
	[{ action: 'post' }, '400 bad_request', /`action` must be one of repost, announce/, 'action'],
	[{ posting: 'draft' }, '400 bad_request', /`posting` must be one of inbox/, 'posting'],
	[{ rules: { maxPerRun: 0 } }, '400 bad_request', /at least 1/, 'rules.maxPerRun'],
	[{ rules: { maxPerDay: 201 } }, '400 bad_request', /at most 200/, 'rules.maxPerDay'],
	[{ rules: { minDurationSec: 1.5 } }, '400 bad_request', /whole/, 'rules.minDurationSec'],
	[{ rules: { fromDate: 'May' } }, '400 bad_request', /2026-12-24T18/, 'rules.fromDate'],
	[{ rules: { fromDate: '9999-12-31T23:00:00-05:00' } }, '400 bad_request', /to 9998/],
	[{ rules: { order: 'best' } }, '400 bad_request', /newest, oldest/, 'rules.order'],
	[{ rules: { backfill: 7 } }, '400 bad_request', /"none", "all" or/, 'rules.backfill'],
	[{ rules: { backfill: { last: 0 } } }, '400 bad_request', /at least 1/, 'rules.backfill.last'],
	[{ rules: { includeWords: 'a' } }, '400 bad_request', /`rules\.includeWords` must be a/],
	[{ rules: { excludeHashtags: ['a b'] } }, '400 bad_request', /hashtag is one word/],
	[
		{ rules: { minDurationSec: 61, maxDurationSec: 60 } },
		...(['400 bad_request', /at least 61 and at most 60 seconds/] as const),
		'rules.minDurationSec',
	],
	[
		{ rules: { includeWords: ['Cat'], excludeWords: ['cat'] } },
		...(['400 bad_request', /must have “Cat”, and what has it/] as const),
		'rules.includeWords',
	],
	[{ rules: { maxPerDya: 3 } }, '400 bad_request', /`maxPerDya` is not known/],
	[{ captions: { template: 'x'.repeat(5001) } }, '400 bad_request', /5000 characters/],
	[{ captions: { hashtags: { limit: -1 } } }, '400 bad_request', /at least 0/],
	[
		{ rules: { excludeWords: ['b', 'a\0'] } },
		...([
			'400 bad_request',
			/^`rules.excludeWords.1` has characters that are no text/,
		] as const),
		'rules.excludeWords.1',
	],
	[{ rules: { includeWords: ['\ud800'] } }, '400 bad_request', /no text/, 'rules.includeWords.0'],
	[{ rules: { includeHashtags: ['a\0'] } }, '400 bad_request', /one word/],
	[{ captions: { template: 'a\0' } }, '400 bad_request', /no text/, 'captions.template'],
	[{ captions: { template: '\ud83d' } }, '400 bad_request', /half an emoji/, 'captions.template'],
	[{ captions: { hashtags: { add: ['a\ud800'] } } }, '400 bad_request', /one word/],
	[{ captions: { hashtags: { drop: ['a\0'] } } }, '400 bad_request', /one word/],
	[
		{ captions: { hashtags: { rename: [{ from: 'a', to: 'b\0' }] } } },
		...(['400 bad_request', /one word/] as const),
	],
	[{ chanel: '@x' }, '400 bad_request', /`chanel` is not known/],
];

describe.each(before)('%s %s', (method, path) => {
	test.each(refusals)(
		'changed by %j answers %s',
		async (changes, expected, words, field = '') => {
			const { ownContent, ...preview } = wish;
			const good = path === '/syncs' ? { ...preview, ownContent } : preview;
			const body = typeof changes === 'object' ? { ...good, ...changes } : changes;
			const answer = await api(web, method, path, body);
			expect(`${answer.status} ${String(answer.body['code'])}`).toBe(expected);
			expect(answer.headers.get('content-type')).toBe('application/problem+json');
			expect(answer.body['detail']).toMatch(words);
			expect(answer.body['detail']).toMatch(/^[^\n]+[.!]$/);
			if (field) expect(answer.body['errors']).toMatchObject([{ field }]);
		},
	);
});

const cursorAt = (...place: unknown[]) => Buffer.from(JSON.stringify(place)).toString('base64url');

const others: [string, unknown, string][] = [
	['POST /syncs', { ...wish, everyMinutes: 4 }, '400 bad_request'],
	['POST /syncs', { ...wish, everyMinutes: 20_000 }, '400 bad_request'],
	['POST /syncs', { ...wish, leaseMinutes: 1 }, '400 bad_request'],
	['POST /syncs', { ...wish, ownContent: false }, '400 own_content_required'],
	['POST /syncs', { ...wish, settings: { caption: 'x' } }, '400 bad_request'],
	['POST /syncs/preview', { ...wish, count: 51 }, '400 bad_request'],
	['PATCH /syncs/none', { rules: { maxPerRun: 0 } }, '400 bad_request'],
	['PATCH /syncs/none', { channel: '@x' }, '400 bad_request'],
	['PATCH /syncs/none', {}, '404 not_found'],
	['DELETE /syncs/none', undefined, '404 not_found'],
	['GET /syncs/none', undefined, '404 not_found'],
	['GET /syncs/none/preview', undefined, '404 not_found'],
	['GET /syncs/none/preview?count=51', undefined, '400 bad_request'],
	['GET /syncs/none/preview?count=0', undefined, '400 bad_request'],
	['GET /syncs/none/caption', undefined, '400 bad_request'],
	['GET /syncs/none/caption?video=dQw4w9WgXcQ', undefined, '404 not_found'],
	['GET /syncs/none/decisions?state=done', undefined, '400 bad_request'],
	['GET /syncs/none/decisions?limit=101', undefined, '400 bad_request'],
	['POST /syncs/none/run', undefined, '404 not_found'],
	['POST /syncs/none/pause', {}, '404 not_found'],
	['POST /syncs/none/pause', { note: '' }, '400 bad_request'],
	['POST /syncs/none/pause', { note: 'a\0' }, '400 bad_request'],
	['POST /syncs/none/pause', { note: '\ud800' }, '400 bad_request'],
	['PATCH /syncs/none', { rules: { excludeWords: ['\0'] } }, '400 bad_request'],
	['PATCH /syncs/none', { captions: { template: '\ud800' } }, '400 bad_request'],
	[`GET /syncs?cursor=${cursorAt(1, 'a\0')}`, undefined, '400 bad_request'],
	['POST /syncs/none/resume', undefined, '404 not_found'],
	['GET /syncs?account=nobody', undefined, '404 unknown_account'],
	['GET /syncs?limit=ten', undefined, '400 bad_request'],
	['PUT /syncs', {}, '405 method_not_allowed'],
];

test.each(others)('%s with %j answers %s', async (what, body, expected) => {
	const [method = '', path = ''] = what.split(' ');
	const answer = await api(web, method, path, body);
	expect(`${answer.status} ${String(answer.body['code'])}`).toBe(expected);
	expect(answer.body['detail']).toMatch(/^[^\n]+[.!]$/);
});

test.each([
	[1e308, '`everyMinutes` must be at most 10080.'],
	[-1e308, '`everyMinutes` must be at least 5.'],
])('%d minutes are one mistake', async (everyMinutes, detail) => {
	const answer = await api(web, 'POST', '/syncs', { ...wish, everyMinutes });
	expect(answer).toMatchObject({ status: 400, body: { detail } });
	expect(answer.body['errors']).toEqual([{ field: 'everyMinutes', detail }]);
});

test('all mistakes of a body are in `errors`, by their fields', async () => {
	const body = { everyMinutes: 1, rules: { maxPerRun: 0, order: 'x' } };
	const answer = await api(web, 'POST', '/syncs', body);
	const errors = answer.body['errors'] as { field: string }[];
	expect(errors.map(({ field }) => field)).toEqual([
		...['account', 'channel', 'everyMinutes', 'rules.maxPerRun', 'rules.order'],
	]);
});
