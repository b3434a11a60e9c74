import { decisionView, previewView, syncRunView, syncView } from '../../../lib/sync/syncView';
import { api } from '../support/api';
import { playLook, webWithChannels, wish } from '../support/playedChannel';
import { operatorToken, type WebUnderTest } from '../support/startWebUnderTest';

let web: WebUnderTest;

beforeAll(async () => {
	web = await webWithChannels();
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

	test.each<Record<string, string>>([{}, { 'content-type': 'application/json' }])(
		'is paused without a note by an empty body with headers %j',
		async (headers) => {
			const { id } = await follow();
			for (const path of [`/syncs/${id}`, '/accounts/sandbox_creator/lane']) {
				const call = (verb: string) =>
					fetch(`${web.origin}/api/v1${path}/${verb}`, {
						method: 'POST',
						headers: { authorization: `Bearer ${operatorToken}`, ...headers },
					});
				const paused = await call('pause');
				expect(paused.status).toBe(200);
				expect((await call('resume')).status).toBe(200);
			}
			const broken = await fetch(`${web.origin}/api/v1/syncs/${id}/pause`, {
				method: 'POST',
				headers: {
					authorization: `Bearer ${operatorToken}`,
					'content-type': 'application/json',
				},
				body: '{"note"',
			});
			expect(broken.status).toBe(400);
		},
	);

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
		const { channel, items, rules } = previewView.parse(answer.body);
		expect(rules).toMatchObject({ maxPerRun: 5, maxPerDay: null });
		expect(channel).toMatchObject({ handle: '@sandboxstudio', title: 'Sandbox Studio' });
		expect(items).toHaveLength(5);
		const { body } = await api(web, 'GET', '/syncs');
		expect(body['items']).toHaveLength(1);
		const own = await api(web, 'GET', `/syncs/${id}/preview?count=5`);
		expect(previewView.parse(own.body).items).toHaveLength(5);
	});
});

test('a channel that nobody has said to be their own is refused with its code', async () => {
	const { ownContent, ...silent } = wish;
	expect(ownContent).toBe(true);
	const request = { ...silent, channel: '@stranger', action: 'announce' };
	const answer = await api(web, 'POST', '/syncs', request);
	expect(answer).toMatchObject({ status: 409, body: { code: 'channel_not_verified' } });
	expect(answer.body['detail']).toContain('14ms-verify=');
});
