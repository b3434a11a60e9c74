import { decisionView, previewView, syncRunView, syncView } from '../../../lib/sync/syncView';
import { api } from '../support/api';
import { connectedWeb } from '../support/connectedWeb';
import { playChannels, playLook } from '../support/playedChannel';
import type { WebUnderTest } from '../support/startWebUnderTest';

let web: WebUnderTest;
const wish = { account: 'sandbox_creator', channel: '@sandboxstudio', ownContent: true };

beforeAll(async () => {
	web = await connectedWeb();
	playChannels(web);
});
afterAll(() => web.close());

const follow = async (more: Record<string, unknown> = {}) =>
	syncView.parse((await api(web, 'POST', '/syncs', { ...wish, ...more })).body);

describe('a sync', () => {
	test('is made once, with the defaults that the schema has', async () => {
		const first = await api(web, 'POST', '/syncs', wish);
		expect(first).toMatchObject({ status: 201, body: { created: true, notice: null } });
		const sync = syncView.parse(first.body);
		expect(first.headers.get('location')).toBe(`/api/v1/syncs/${sync.id}`);
		expect(sync).toMatchObject({
			...{ account: 'sandbox_creator', action: 'repost', posting: 'inbox' },
			...{ everyMinutes: 15, state: 'active', pauseNote: null },
			rules: { maxPerRun: 5, backfill: 'none' },
		});
		expect(sync.channel.ownership).toMatchObject({
			...{ kind: 'statement', by: 'operator (API)' },
			wording: 'This is my channel, and its videos are my own.',
		});
		const again = await api(web, 'POST', '/syncs', wish);
		expect(again).toMatchObject({ status: 200, body: { id: sync.id, created: false } });
		const other = await api(web, 'POST', '/syncs', { ...wish, everyMinutes: 60 });
		expect(other).toMatchObject({ status: 200, body: { id: sync.id, everyMinutes: 15 } });
		expect(other.body['notice']).toEqual(expect.any(String));
	});

	test('is listed, by account too, and shown by its id', async () => {
		const { id } = await follow();
		const { body } = await api(web, 'GET', '/syncs?account=@sandbox_creator&limit=1');
		expect(body).toMatchObject({ items: [{ id }], nextCursor: null });
		const one = await api(web, 'GET', `/syncs/${id}`);
		expect(syncView.parse(one.body).id).toBe(id);
	});

	test('is changed by fields, and what is left out stays', async () => {
		const { id, captions } = await follow();
		const changes = { rules: { maxPerDay: 3, excludeWords: ['live'] }, everyMinutes: 120 };
		const changed = await api(web, 'PATCH', `/syncs/${id}`, changes);
		expect(changed.status).toBe(200);
		const sync = syncView.parse(changed.body);
		expect(sync).toMatchObject({
			everyMinutes: 120,
			captions,
			rules: { maxPerRun: 5, maxPerDay: 3, excludeWords: ['live'] },
		});
		const template = '{{ title }}';
		const { body } = await api(web, 'PATCH', `/syncs/${id}`, { captions: { template } });
		expect(syncView.parse(body)).toMatchObject({
			rules: { maxPerDay: 3 },
			captions: { template, hashtags: captions.hashtags },
		});
	});

	test('is paused with a note, looks no more, and goes on', async () => {
		const { id } = await follow();
		const paused = await api(web, 'POST', `/syncs/${id}/pause`, { note: 'On holiday' });
		expect(paused.body).toMatchObject({
			...{ state: 'paused', pauseNote: 'On holiday', nextRunAt: null },
		});
		const refused = await api(web, 'POST', `/syncs/${id}/run`);
		expect(refused).toMatchObject({ status: 409, body: { code: 'sync_paused' } });
		const resumed = await api(web, 'POST', `/syncs/${id}/resume`);
		expect(resumed.body).toMatchObject({ state: 'active', pauseNote: null });
		expect((await api(web, 'POST', `/syncs/${id}/run`)).status).toBe(200);
	});

	test('is removed, and is not there then', async () => {
		const { id } = await follow({ action: 'announce' });
		expect((await api(web, 'DELETE', `/syncs/${id}`)).body).toEqual({ deleted: true });
		for (const call of [`/syncs/${id}`, `/syncs/${id}/decisions`, `/syncs/${id}/runs`]) {
			const answer = await api(web, 'GET', call);
			expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
		}
		const { body } = await api(web, 'GET', '/syncs');
		expect(JSON.stringify(body)).not.toContain(id);
	});
});

describe('decisions', () => {
	let id: string;
	beforeAll(async () => {
		({ id } = await follow());
		await playLook(web, id);
	});

	test('each say why, with the repost that there is', async () => {
		const { body } = await api(web, 'GET', `/syncs/${id}/decisions`);
		const items = decisionView.array().parse(body['items']);
		const states = items.map(({ video, state, reason }) => `${video} ${state} ${reason}`);
		expect(states.sort()).toEqual([
			'Lg7oPq2vW-8 waiting day_limit',
			'T3h_m1nutes skipped too_long',
			'kX3u7Rn_s0Q requested chosen',
			'l1veStream0 skipped excluded_word',
			'prem1ere_01 undecided premiere',
		]);
		const taken = items.find(({ state }) => state === 'requested');
		expect(taken?.repost).toMatchObject({ state: 'resolving', url: null });
		const { body: repost } = await api(web, 'GET', `/reposts/${taken?.repost?.id ?? ''}`);
		expect(repost).toMatchObject({ video: taken?.video, account: 'sandbox_creator' });
	});

	test('are narrowed by state and reason, and come in pages', async () => {
		const videosOf = async (query: string) => {
			const { body } = await api(web, 'GET', `/syncs/${id}/decisions?${query}`);
			const items = decisionView.array().parse(body['items']);
			return { videos: items.map(({ video }) => video), next: body['nextCursor'] };
		};
		const narrow = await videosOf('state=skipped&reason=too_long');
		expect(narrow).toEqual({ videos: ['T3h_m1nutes'], next: null });
		expect((await videosOf('reason=premiere')).videos).toEqual(['prem1ere_01']);
		const first = await videosOf('limit=3');
		const second = await videosOf(`limit=3&cursor=${encodeURIComponent(String(first.next))}`);
		expect(new Set([...first.videos, ...second.videos]).size).toBe(5);
		expect(second.next).toBeNull();
	});

	test('are summed up by the sync and its runs', async () => {
		const sync = syncView.parse((await api(web, 'GET', `/syncs/${id}`)).body);
		expect(sync.counts).toEqual({
			...{ undecided: 1, waiting: 1, requested: 1, announced: 0, skipped: 2 },
		});
		expect(sync.lastRun?.numbers).toMatchObject({ found: 5, requested: 1 });
		const { body } = await api(web, 'GET', `/syncs/${id}/runs`);
		const runs = syncRunView.array().parse(body['items']);
		expect(runs[0]?.sources).toMatchObject([{ source: 'rss', isOk: false }]);
		expect(body['nextCursor']).toBeNull();
	});

	test('are foretold by a preview, which keeps nothing', async () => {
		const { ownContent, ...wanted } = wish;
		expect(ownContent).toBe(true);
		const answer = await api(web, 'POST', '/syncs/preview', { ...wanted, action: 'announce' });
		expect(answer.status).toBe(200);
		const { channel, items } = previewView.parse(answer.body);
		expect(channel).toMatchObject({ handle: '@sandboxstudio', title: 'Sandbox Studio' });
		expect(items).toHaveLength(5);
		const { body } = await api(web, 'GET', '/syncs');
		expect(body['items']).toHaveLength(1);
		const own = await api(web, 'GET', `/syncs/${id}/preview?count=5`);
		expect(previewView.parse(own.body).items).toHaveLength(5);
	});
});

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

test('all mistakes of a body are in `errors`, by their fields', async () => {
	const body = { everyMinutes: 1, rules: { maxPerRun: 0, order: 'x' } };
	const answer = await api(web, 'POST', '/syncs', body);
	const errors = answer.body['errors'] as { field: string }[];
	expect(errors.map(({ field }) => field)).toEqual([
		...['account', 'channel', 'everyMinutes', 'rules.maxPerRun', 'rules.order'],
	]);
});

test('a channel that nobody has said to be their own is refused with its code', async () => {
	const { ownContent, ...silent } = wish;
	expect(ownContent).toBe(true);
	const request = { ...silent, channel: '@stranger', action: 'announce' };
	const answer = await api(web, 'POST', '/syncs', request);
	expect(answer).toMatchObject({ status: 409, body: { code: 'channel_not_verified' } });
	expect(answer.body['detail']).toContain('14ms-verify=');
});
