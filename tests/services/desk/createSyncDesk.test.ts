import type { Previewed } from '../../../lib/sync/previewed';
import { previewRequest, syncRequest, type SyncRequestInput } from '../../../lib/sync/syncView';
import { createSyncDesk } from '../../../services/desk/createSyncDesk';
import type { Log } from '../../../services/log';
import { connectedWeb } from '../../web/support/connectedWeb';
import type { WebUnderTest } from '../../web/support/startWebUnderTest';
import { decided, newSync, newVideo } from '../store/syncs/syncSamples';

const by = 'operator (API)';
const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let web: WebUnderTest;
let account: string;
let channels = 0;
beforeAll(async () => {
	web = await connectedWeb({ user: 'second_creator', scopes: 'user.info.basic,video.upload' });
	account = (await web.store.accounts.find('sandbox_creator')).id;
});
afterAll(() => web.close());
afterEach(() => {
	web.engine.away = false;
});

/** A channel of its own for each test. */
function newChannel(description = ''): { channelId: string; handle: string } {
	const channelId = `UC${String(++channels).padStart(22, '0')}`;
	const handle = `@ana${channels}`;
	const channel = { channelId, handle, title: `Ana ${channels}`, description, avatarUrl: null };
	web.engine.channels.set(channelId, channel);
	web.engine.channels.set(handle.slice(1), channel);
	return { channelId, handle };
}

const create = (request: Partial<SyncRequestInput> & { channel: string }) =>
	web.syncs.create(
		syncRequest.parse({ account: 'sandbox_creator', ownContent: true, ...request }),
		by,
	);
/** What is only in memory is lost, as when 14ms is started again. */
const newDesk = () => {
	const { store, engine } = web;
	const tiktok = { scopesOf: () => Promise.resolve(['video.upload', 'video.publish']) };
	return createSyncDesk({ store, engine, tiktok, log });
};
const codeOf = (promise: Promise<unknown>) =>
	promise.then(
		() => ({ code: 'none', message: 'It was not refused.' }),
		(error: unknown) => error as { code: string; message: string },
	);

describe('a new sync', () => {
	test('is stored, scheduled and looks at once', async () => {
		const { channelId, handle } = newChannel();
		const { sync, created, notice } = await create({ channel: handle, everyMinutes: 30 });
		expect({ created, notice }).toEqual({ created: true, notice: null });
		expect(sync).toMatchObject({
			...{ account: 'sandbox_creator', action: 'repost', posting: 'inbox', everyMinutes: 30 },
			...{ state: 'active', error: null, lastRun: null, posts: null },
			counts: { undecided: 0, waiting: 0, requested: 0, announced: 0, skipped: 0 },
			channel: {
				...{ id: channelId, handle, url: `https://www.youtube.com/channel/${channelId}` },
				ownership: { kind: 'statement', by },
			},
		});
		const inMs = Date.parse(sync.nextRunAt ?? '') - Date.now();
		expect(inMs).toBeLessThanOrEqual(30 * 60_000);
		const { ownership } = sync.channel;
		expect(Date.parse(ownership?.nextCheckAt ?? '') - Date.parse(ownership?.at ?? '')).toBe(
			30 * 24 * 3_600_000,
		);
		expect(web.engine.asked.slice(-2)).toEqual([
			...[`schedule ${sync.id} every 30`, `trigger ${sync.id}`],
		]);
		expect(await web.store.syncs.unscheduled(9)).toEqual([]);
	});

	test('asked for again is the same one, and says that other settings were not used', async () => {
		const { channelId, handle } = newChannel();
		const first = await create({ channel: handle });
		const again = await create({ channel: `https://youtube.com/channel/${channelId}` });
		expect(again).toMatchObject({ created: false, notice: null, sync: { id: first.sync.id } });
		const other = await create({ channel: handle, rules: { maxPerDay: 3 } });
		expect(other).toMatchObject({ created: false, sync: { rules: { maxPerDay: null } } });
		expect(other.notice).toMatch(/settings given now differ/);
	});

	test('with a lease is renewed without asking YouTube again', async () => {
		const { handle } = newChannel();
		const lease = { channel: handle, action: 'announce', leaseMinutes: 60 } as const;
		const { sync } = await create(lease);
		const asked = web.engine.asked.length;
		const again = await create({ ...lease, leaseMinutes: 120 });
		expect(web.engine.asked).toHaveLength(asked);
		expect(Date.parse(again.sync.leaseUntil ?? '')).toBeGreaterThan(
			Date.parse(sync.leaseUntil ?? ''),
		);
	});

	test('of a channel that is nobody’s yet is refused with the code to put there, and made with it', async () => {
		const { channelId, handle } = newChannel();
		const ask = () => create({ channel: handle, ownContent: undefined });
		const refusal = await codeOf(ask());
		expect(refusal).toMatchObject({ code: 'channel_not_verified' });
		const { verifyCode = '' } = (await web.store.syncs.channel(channelId)) ?? {};
		expect(verifyCode).toMatch(/^14ms-verify=/);
		expect(refusal.message).toContain(`put ${verifyCode} anywhere into the channel's`);
		const found = web.engine.channels.get(channelId);
		if (!found) throw new Error('The channel is there.');
		found.description = `My Shorts. ${verifyCode}`;
		const { sync } = await ask();
		expect(sync.channel.ownership).toMatchObject({ kind: 'code', by });
		expect(sync.channel.ownership?.wording).toContain(verifyCode);
	});

	test('somebody else’s statement does not speak for another account', async () => {
		const { handle } = newChannel();
		await create({ channel: handle });
		const other = create({
			...{ channel: handle, account: 'Second Creator', ownContent: undefined },
		});
		expect(await codeOf(other)).toMatchObject({ code: 'channel_not_verified' });
		// The same account need not say it twice.
		const more = await create({ channel: handle, action: 'announce', ownContent: undefined });
		expect(more.created).toBe(true);
	});

	test.each([
		['bad_channel', { channel: 'https://vimeo.com/ana' }],
		['channel_not_found', { channel: '@nobody' }],
		['unknown_account', { channel: '@nobody', account: 'nobody' }],
		['privacy_required', { channel: '@nobody', posting: 'auto' }],
		['scope_missing', { channel: '@nobody', account: 'Second Creator', posting: 'review' }],
		['bad_caption_template', { channel: '@nobody', captions: { template: '{{ nothing }}' } }],
	] as const)('is refused with %s', async (code, request) => {
		expect(await codeOf(create(request))).toMatchObject({ code });
	});

	test('announces without the scopes that posting needs', async () => {
		const { handle } = newChannel();
		const { created } = await create({
			...{ channel: handle, account: 'Second Creator', action: 'announce' },
			...{ posting: 'review' },
		});
		expect(created).toBe(true);
	});

	test('that posts by itself records the consent once, with its settings', async () => {
		const { handle } = newChannel();
		const settings = { privacy: 'SELF_ONLY', allowDuet: true } as const;
		const before = await web.store.events.latest();
		const { sync } = await create({ channel: handle, posting: 'auto', settings });
		expect(await web.store.events.latest()).toBe(before + 1);
		await web.syncs.change(sync.id, { settings: { allowStitch: true } }, by);
		expect(await web.store.events.latest()).toBe(before + 2);
		await web.syncs.change(sync.id, { posting: 'auto', everyMinutes: 60 }, by);
		expect(await web.store.events.latest()).toBe(before + 2);
	});
});

describe('a sync that is there', () => {
	const made = async (request: Partial<SyncRequestInput> = {}) => {
		const { handle } = newChannel();
		const { sync } = await create({ channel: handle, ...request });
		return { handle, id: sync.id };
	};

	test('is changed by what is given; the rest stays', async () => {
		const { id } = await made({ rules: { maxPerRun: 2, includeWords: ['cat'] } });
		const changed = await web.syncs.change(
			id,
			{ everyMinutes: 60, rules: { maxPerDay: 4 }, captions: { dropLinks: true } },
			by,
		);
		expect(changed).toMatchObject({
			...{ everyMinutes: 60, posting: 'inbox' },
			rules: { maxPerRun: 2, includeWords: ['cat'], maxPerDay: 4 },
			captions: { dropLinks: true, hashtags: { limit: null } },
		});
		expect(web.engine.asked.at(-1)).toBe(`schedule ${id} every 60`);
		const refused = web.syncs.change(id, { posting: 'auto' }, by);
		expect(await codeOf(refused)).toMatchObject({ code: 'privacy_required' });
		const badly = web.syncs.change(id, { captions: { template: '{% if %}' } }, by);
		expect(await codeOf(badly)).toMatchObject({ code: 'bad_caption_template' });
		expect(await web.syncs.get(id)).toMatchObject({ posting: 'inbox', everyMinutes: 60 });
	});

	test('is paused with a note, does not look then, and goes on', async () => {
		const { id } = await made();
		expect(await web.syncs.pause(id, 'Holiday')).toMatchObject({
			...{ state: 'paused', pauseNote: 'Holiday', nextRunAt: null },
		});
		expect(web.engine.asked.at(-1)).toBe(`schedule ${id} every 15 paused: Holiday`);
		expect(await codeOf(web.syncs.run(id))).toMatchObject({ code: 'sync_paused' });
		expect(await web.syncs.resume(id)).toMatchObject({ state: 'active', pauseNote: null });
		await web.syncs.run(id);
		expect(web.engine.asked.at(-1)).toBe(`trigger ${id}`);
	});

	test('that waits for a person says so, and goes on when it is resumed', async () => {
		const { id } = await made();
		const error = { code: 'channel_not_verified', message: 'The code is gone.' };
		await web.store.syncs.setError(id, error, true);
		expect(await web.syncs.get(id)).toMatchObject({ state: 'needsAttention', error });
		await web.syncs.sweep();
		expect(web.engine.asked.at(-1)).toMatch(/paused: Waits for a person: The code is gone\.$/);
		expect(await codeOf(web.syncs.run(id))).toMatchObject({ code: 'sync_paused' });
		expect(await web.syncs.resume(id)).toMatchObject({ state: 'active', error: null });
		// What passes by itself needs nobody, a lost connection does.
		await web.store.syncs.setError(id, { code: 'sync_look_failed', message: 'x' });
		expect((await web.syncs.get(id)).state).toBe('active');
		await web.store.syncs.setError(id, { code: 'reconnect_needed', message: 'x' });
		expect((await web.syncs.get(id)).state).toBe('needsAttention');
	});

	test('is removed: gone from the lists, its Schedule too; asked for again it remembers', async () => {
		const { id, handle } = await made();
		const video = newVideo();
		await web.store.syncs.saveLook(id, { videos: [video], memory: {} });
		await web.store.syncs.decide(id, video.videoId, decided('skipped', 'too_long'));
		await web.syncs.remove(id);
		expect(web.engine.asked.at(-1)).toBe(`unschedule ${id}`);
		expect(await web.store.syncs.unscheduled(9)).toEqual([]);
		expect(await codeOf(web.syncs.get(id))).toMatchObject({ code: 'not_found' });
		const again = await create({ channel: handle, everyMinutes: 45 });
		expect(again).toMatchObject({ created: true, sync: { id, counts: { skipped: 1 } } });
		expect(web.engine.asked.at(-2)).toBe(`schedule ${id} every 45`);
	});

	test('shows its decisions with their reposts and captions, and the captions it would give', async () => {
		const { id } = await made({ captions: { template: 'Now: {{ title }}' } });
		const [waits, done] = [newVideo({ title: 'Cats' }), newVideo({ title: 'Dogs' })];
		await web.store.syncs.saveLook(id, { videos: [waits, done], memory: {} });
		await web.store.syncs.decide(id, waits.videoId, decided('waiting', 'run_limit'));
		const { repost } = await web.desk.request(
			{
				...{
					account,
					video: done.videoId,
					posting: 'inbox',
					caption: 'Given',
					again: false,
				},
				...{ allowComment: false, allowDuet: false, allowStitch: false, priority: 5 },
				...{ isAigc: false, brandOrganic: false, brandContent: false, ownContent: true },
			},
			by,
		);
		const chosen = decided('requested', 'chosen');
		await web.store.syncs.markRequested(id, done.videoId, repost.id, chosen);
		const { items } = await web.syncs.decisions(id, { limit: 9 });
		const of = (video: string) => items.find((item) => item.video === video);
		expect(of(waits.videoId)).toMatchObject({
			...{ state: 'waiting', reason: 'run_limit', caption: 'Now: Cats', repost: null },
			url: `https://www.youtube.com/shorts/${waits.videoId}`,
		});
		expect(of(done.videoId)).toMatchObject({
			...{ state: 'requested', caption: 'Given', repost: { id: repost.id } },
		});
		const caption = await web.syncs.captionFor(id, `https://youtu.be/${waits.videoId}`);
		expect(caption).toEqual({ video: waits.videoId, caption: 'Now: Cats' });
	});

	test('a preview shows what was reposted before as that', async () => {
		const { id, handle } = await made();
		const video = 'previewed01';
		const item: Previewed['items'][number] = {
			...{ video, url: `https://www.youtube.com/shorts/${video}`, title: 'T' },
			...{ reason: 'next_run', sentence: 'It goes.', caption: 'T' },
			...{ state: 'waiting', durationSec: 9, publishedAt: null },
		};
		web.engine.previewed = { items: [item], sources: [] };
		const preview = { account: 'sandbox_creator', channel: handle, count: 5 };
		const before = await web.syncs.preview(previewRequest.parse(preview));
		expect(before.items).toEqual([{ ...item, repost: null }]);
		await web.desk.request(
			{
				...{ account, video, posting: 'inbox', again: false, priority: 5 },
				...{ allowComment: false, allowDuet: false, allowStitch: false },
				...{ isAigc: false, brandOrganic: false, brandContent: false, ownContent: true },
			},
			by,
		);
		expect((await web.syncs.previewOf(id, 5)).items).toMatchObject([
			{ state: 'requested', reason: 'already_there', repost: { state: 'resolving' } },
		]);
	});
});

describe('the sweep', () => {
	test('makes up for what Temporal missed, ends lapsed leases, and brings Schedules and store together', async () => {
		const { handle } = newChannel();
		const { sync } = await create({ channel: handle });
		web.engine.away = true;
		const paused = await web.syncs.pause(sync.id, null);
		expect(paused.state).toBe('paused');
		await web.syncs.sweep();
		expect((await web.store.syncs.unscheduled(9)).map(({ id }) => id)).toEqual([sync.id]);
		web.engine.away = false;
		web.engine.schedules = [...(await web.store.syncs.scheduledIds()), 'nobodys'].filter(
			(id) => id !== sync.id,
		);
		const from = web.engine.asked.length;
		await newDesk().sweep();
		const told = web.engine.asked.slice(from);
		expect(told.filter((line) => line.includes(sync.id))).toEqual([
			...[`schedule ${sync.id} every 15 paused: Paused`],
			// Made again, since Temporal had none.
			`schedule ${sync.id} every 15 paused: Paused`,
		]);
		expect(told).toContain('unschedule nobodys');

		const lapsed = await newSync(web.store, { accountId: account, leaseMinutes: -1 });
		await newDesk().sweep();
		expect(await codeOf(web.syncs.get(lapsed.id))).toMatchObject({ code: 'not_found' });
		expect(web.engine.asked).toContain(`unschedule ${lapsed.id}`);
	});
});
