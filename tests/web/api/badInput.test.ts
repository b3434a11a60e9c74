import { api } from '../support/api';
import { connectedWeb } from '../support/connectedWeb';
import type { WebUnderTest } from '../support/startWebUnderTest';

let web: WebUnderTest;
const auto = { video: 'another1234', posting: 'auto', privacy: 'SELF_ONLY' };
const mine = { account: 'sandbox_creator', video: 'dQw4w9WgXcQ', ownContent: true };

beforeAll(async () => {
	web = await connectedWeb({ user: 'second_creator', scopes: 'user.info.basic,video.upload' });
});
afterAll(() => web.close());

/** What a good request is changed to, what the answer is, and what its sentence says. */
const refusals: [unknown, string, RegExp][] = [
	[undefined, '400 bad_request', /missing|not valid JSON/],
	['{"account":', '400 bad_request', /not valid JSON/],
	['[]', '400 bad_request', /must be a JSON object/],
	['null', '400 bad_request', /must be a JSON object/],
	['{}', '400 bad_request', /`account` is missing/],
	[{ account: undefined }, '400 account_required', /`account` is missing/],
	[{ account: '  ' }, '400 account_required', /`account` must not be empty/],
	[{ account: 'nobody' }, '404 unknown_account', /account/],
	[{ account: 'a\0b' }, '404 unknown_account', /account/],
	[{ video: undefined }, '400 bad_request', /`video` is missing/],
	[{ video: 7 }, '400 bad_request', /`video` must be a string/],
	[{ video: 'https://vimeo.com/1' }, '400 bad_youtube_url', /YouTube/],
	[{ video: 'https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ' }, '400 bad_youtube_url', /./],
	[{ video: 'https://www.youtube.com/@someone' }, '400 bad_youtube_url', /./],
	[{ posting: 'public' }, '400 bad_request', /`posting` must be one of inbox, review, auto/],
	[{ posting: 'auto' }, '400 privacy_required', /privacy/],
	[{ privacy: 'PUBLIC' }, '400 bad_request', /`privacy` must be one of PUBLIC_TO_EVERYONE/],
	[{ ...auto, brandContent: true }, '400 branded_not_private', /Branded content/],
	[{ caption: 'x'.repeat(2201) }, '400 bad_caption', /2200/],
	[{ caption: 'a\0b' }, '400 bad_caption', /NUL/],
	[{ caption: 'a\ud83d' }, '400 bad_caption', /half an emoji/],
	[{ caption: ['x'] }, '400 bad_caption', /`caption` must be a string/],
	[{ allowDuet: 'yes' }, '400 bad_request', /`allowDuet` must be true or false/],
	[{ coverTimestampMs: 1.5 }, '400 bad_request', /`coverTimestampMs` must be a whole number/],
	[{ coverTimestampMs: -1 }, '400 bad_request', /`coverTimestampMs` must be at least 0/],
	[{ privcy: 'SELF_ONLY' }, '400 bad_request', /`privcy` is not known/],
	[{ ownContent: undefined }, '400 own_content_required', /ownContent: true/],
	[{ ownContent: false }, '400 own_content_required', /ownContent: true/],
	[{ ...auto, account: 'Second Creator' }, '409 scope_missing', /video\.publish/],
];

test.each(refusals)('POST /reposts changed by %j answers %s', async (changes, expected, words) => {
	const isObject = typeof changes === 'object';
	const before = web.engine.asked.length;
	const answer = await api(web, 'POST', '/reposts', isObject ? { ...mine, ...changes } : changes);
	expect(`${answer.status} ${String(answer.body.code)}`).toBe(expected);
	expect(answer.headers.get('content-type')).toBe('application/problem+json');
	expect(answer.body.status).toBe(answer.status);
	expect(answer.body.detail).toMatch(words);
	expect(answer.body.detail).toMatch(/^[^\p{Cc}\p{Cs}]+[.!]$/u);
	expect(web.engine.asked).toHaveLength(before);
});

const cursorAt = (...place: unknown[]) => Buffer.from(JSON.stringify(place)).toString('base64url');
const n8n = 'https://n8n.example/';
const until = '2026-12-24T18:00:00Z';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const others: [string, unknown, Record<string, string>, string][] = [
	['GET /nothing', undefined, {}, '404 not_found'],
	['GET /reposts/none.none', undefined, {}, '404 not_found'],
	['POST /reposts/none/cancel', undefined, {}, '404 not_found'],
	['POST /reposts/none/retry', undefined, {}, '404 not_found'],
	['POST /reposts/none/cancel', {}, {}, '404 not_found'],
	['POST /reposts/none/cancel', '', {}, '404 not_found'],
	['POST /reposts/none/cancel', { reason: 'x' }, {}, '400 bad_request'],
	['POST /reposts/none/cancel', '{"', {}, '400 bad_request'],
	['POST /reposts/none/retry', { force: true }, {}, '400 bad_request'],
	['POST /reposts/none/retry', '[]', {}, '400 bad_request'],
	['POST /reposts/none/retry', ' ', {}, '404 not_found'],
	['GET /reposts/a%00b', undefined, {}, '400 bad_request'],
	['GET /accounts/nobody', undefined, {}, '404 unknown_account'],
	['PUT /reposts', {}, {}, '405 method_not_allowed'],
	['POST /reposts', 'a=b', form, '415 unsupported_content_type'],
	['POST /reposts', { ...mine, caption: 'x'.repeat(70_000) }, {}, '413 too_large'],
	['GET /reposts?state=sleeping', undefined, {}, '400 bad_request'],
	['GET /reposts?cursor=zzz', undefined, {}, '400 bad_request'],
	[`GET /reposts?cursor=${cursorAt(1, 'a\0')}`, undefined, {}, '400 bad_request'],
	[`GET /reposts?cursor=${cursorAt(8e15, 'a')}`, undefined, {}, '400 bad_request'],
	[`GET /reposts?cursor=${cursorAt(-8e15, 'a')}`, undefined, {}, '400 bad_request'],
	['POST /accounts/x/lane/pause', { note: 'a\0' }, {}, '400 bad_request'],
	['POST /accounts/x/lane/pause', { note: '\ud800' }, {}, '400 bad_request'],
	['POST /oauth-clients', { redirectUri: n8n, name: 'n\0' }, {}, '400 bad_request'],
	['POST /oauth-clients', { redirectUri: `${n8n}\ud800` }, {}, '400 bad_request'],
	['POST /hooks', { url: `${n8n}\0` }, {}, '400 bad_request'],
	['POST /callbacks', { url: `${n8n}\0`, reposts: [], until }, {}, '400 bad_request'],
	['POST /callbacks', { url: n8n, reposts: ['a\0'], until }, {}, '400 bad_request'],
	['GET /reposts?limit=0', undefined, {}, '400 bad_request'],
	['GET /reposts?limit=101', undefined, {}, '400 bad_request'],
	['GET /reposts?limit=ten', undefined, {}, '400 bad_request'],
	['GET /accounts', undefined, { Authorization: '' }, '401 bad_token'],
	['GET /accounts', undefined, { Authorization: 'Basic YTpi' }, '401 bad_token'],
	['GET /accounts', undefined, { Authorization: 'Bearer x' }, '401 bad_token'],
	['POST /reposts/x/approve', {}, {}, '400 bad_request'],
	['POST /reposts/x/approve', { sha256: 'ab' }, {}, '400 bad_request'],
];

test.each(others)('%s with %j and %j answers %s', async (what, body, headers, expected) => {
	const [method = '', path = ''] = what.split(' ');
	const answer = await api(web, method, path, body, headers);
	expect(`${answer.status} ${String(answer.body.code)}`).toBe(expected);
	expect(answer.headers.get('content-type')).toBe('application/problem+json');
	expect(answer.body.detail).toMatch(/^[^\n]+[.!]$/);
});

test('without any Authorization header the API says how to sign in', async () => {
	const answer = await fetch(`${web.origin}/api/v1/accounts`);
	expect(answer.status).toBe(401);
	expect(await answer.json()).toMatchObject({ code: 'not_signed_in' });
});

test('every mistake is in `errors`', async () => {
	const { body } = await api(web, 'POST', '/reposts', { posting: 'x' });
	const errors = body.errors as { field: string; detail: string }[];
	expect(errors.map(({ field }) => field)).toEqual(['account', 'video', 'posting', 'ownContent']);
});

test('the wrong method is told which ones there are', async () => {
	const { headers } = await api(web, 'DELETE', '/reposts');
	expect(headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'HEAD', 'POST']);
});

test('what nobody foresaw is a 500 with an id that the log has too, and no stack', async () => {
	const timeline = web.store.reposts.timeline.bind(web.store.reposts);
	const { body: repost } = await api(web, 'POST', '/reposts', mine);
	web.store.reposts.timeline = () => Promise.reject(new TypeError('secret inside'));
	const answer = await api(web, 'GET', `/reposts/${String(repost.id)}`);
	web.store.reposts.timeline = timeline;
	expect(answer.status).toBe(500);
	expect(answer.body.code).toBe('internal');
	expect(JSON.stringify(answer.body)).not.toMatch(/secret inside|at .*\.ts/);
	expect(web.lines.join('\n')).toContain(String(answer.body.id));
});
