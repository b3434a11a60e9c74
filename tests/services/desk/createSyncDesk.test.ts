import type { SyncRequestInput } from '../../../lib/sync/syncView';
import { by, refusalOf, syncDeskBench } from './syncDeskBench';

const on = syncDeskBench();

describe('a new sync', () => {
	test('is stored, scheduled and looks at once', async () => {
		const { channelId, handle } = on.newChannel();
		const { sync, created, notice } = await on.create({ channel: handle, everyMinutes: 30 });
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
		const { items } = await on.web.syncs.list({ limit: 1 });
		const { nextRunAt } = await on.web.syncs.get(sync.id);
		expect([nextRunAt, items[0]?.nextRunAt]).toEqual([sync.nextRunAt, sync.nextRunAt]);
		const { ownership } = sync.channel;
		expect(Date.parse(ownership?.nextCheckAt ?? '') - Date.parse(ownership?.at ?? '')).toBe(
			30 * 24 * 3_600_000,
		);
		expect(on.web.engine.asked.slice(-2)).toEqual([
			...[`schedule ${sync.id} every 30`, `trigger ${sync.id}`],
		]);
		expect(await on.web.store.syncs.unscheduled(9)).toEqual([]);
	});

	test('asked for again is the same one, and says that other settings were not used', async () => {
		const { channelId, handle } = on.newChannel();
		const first = await on.create({ channel: handle });
		const again = await on.create({ channel: `https://youtube.com/channel/${channelId}` });
		expect(again).toMatchObject({ created: false, notice: null, sync: { id: first.sync.id } });
		const other = await on.create({ channel: handle, rules: { maxPerDay: 3 } });
		expect(other).toMatchObject({ created: false, sync: { rules: { maxPerDay: null } } });
		expect(other.notice).toMatch(/differ from those given now/);
	});

	test('asked for again with a default says that the other value stays, given or not', async () => {
		const { handle } = on.newChannel();
		await on.create({ channel: handle, rules: { maxPerDay: 3 } });
		const noticeOn = async (rules?: SyncRequestInput['rules']) =>
			(await on.create({ channel: handle, ...(rules && { rules }) })).notice;
		expect(await noticeOn({ maxPerDay: 3, maxPerRun: 5, order: 'oldest' })).toBeNull();
		expect(await noticeOn({ maxPerDay: null })).toMatch(/differ from those given now/);
		expect(await noticeOn()).toMatch(/or from the defaults where none were given\.$/);
	});

	test('taken up again after it was removed says what is new to it', async () => {
		const { handle } = on.newChannel();
		const { sync } = await on.create({ channel: handle });
		await on.web.syncs.remove(sync.id);
		const again = await on.create({ channel: handle });
		expect(again).toMatchObject({ created: true, sync: { id: sync.id } });
		expect(again.notice).toMatch(
			/followed before.* decided stays.* published from .* count as new, as that is when it was first/,
		);
		const lease = { channel: handle, action: 'announce', leaseMinutes: 60 } as const;
		const trigger = await on.create(lease);
		await on.web.syncs.remove(trigger.sync.id);
		expect(await on.create(lease)).toMatchObject({ created: true, notice: null });
	});

	test('taken up again with a date says what that date leaves', async () => {
		const { handle } = on.newChannel();
		const { sync } = await on.create({ channel: handle });
		await on.web.syncs.remove(sync.id);
		const fromDate = '2099-01-01T00:00:00Z';
		const again = await on.create({ channel: handle, rules: { fromDate } });
		expect(again.notice).toMatch(/ from 2099-01-01 .+; what is from before is left out/);
	});

	test('with a lease is renewed without asking YouTube again', async () => {
		const { handle } = on.newChannel();
		const lease = { channel: handle, action: 'announce', leaseMinutes: 60 } as const;
		const { sync } = await on.create(lease);
		const asked = on.web.engine.asked.length;
		const again = await on.create({ ...lease, leaseMinutes: 120 });
		expect(on.web.engine.asked).toHaveLength(asked);
		expect(Date.parse(again.sync.leaseUntil ?? '')).toBeGreaterThan(
			Date.parse(sync.leaseUntil ?? ''),
		);
	});

	test('of a channel that is nobody’s yet is refused with the code to put there, and made with it', async () => {
		const { channelId, handle } = on.newChannel();
		const ask = () => on.create({ channel: handle, ownContent: undefined });
		const refusal = await refusalOf(ask());
		expect(refusal).toMatchObject({ code: 'channel_not_verified' });
		const { verifyCode = '' } = (await on.web.store.syncs.channel(channelId)) ?? {};
		expect(verifyCode).toMatch(/^14ms-verify=/);
		expect(refusal.message).toContain(`put ${verifyCode} anywhere into the channel's`);
		const found = on.web.engine.channels.get(channelId);
		if (!found) throw new Error('The channel is there.');
		found.description = `My Shorts. ${verifyCode}`;
		const { sync } = await ask();
		expect(sync.channel.ownership).toMatchObject({ kind: 'code', by });
		expect(sync.channel.ownership?.wording).toContain(verifyCode);
	});

	test('somebody else’s statement does not speak for another account', async () => {
		const { handle } = on.newChannel();
		await on.create({ channel: handle });
		const other = on.create({
			...{ channel: handle, account: 'Second Creator', ownContent: undefined },
		});
		expect(await refusalOf(other)).toMatchObject({ code: 'channel_not_verified' });
		// The same account need not say it twice.
		const more = await on.create({
			channel: handle,
			action: 'announce',
			ownContent: undefined,
		});
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
		expect(await refusalOf(on.create(request))).toMatchObject({ code });
	});

	test('announces without the scopes that posting needs', async () => {
		const { handle } = on.newChannel();
		const { created } = await on.create({
			...{ channel: handle, account: 'Second Creator', action: 'announce' },
			...{ posting: 'review' },
		});
		expect(created).toBe(true);
	});

	test('that posts by itself records the consent once, with its settings', async () => {
		const { handle } = on.newChannel();
		const settings = { privacy: 'SELF_ONLY', allowDuet: true } as const;
		const before = await on.web.store.events.latest();
		const { sync } = await on.create({ channel: handle, posting: 'auto', settings });
		expect(await on.web.store.events.latest()).toBe(before + 1);
		await on.web.syncs.change(sync.id, { settings: { allowStitch: true } }, by);
		expect(await on.web.store.events.latest()).toBe(before + 2);
		await on.web.syncs.change(sync.id, { posting: 'auto', everyMinutes: 60 }, by);
		expect(await on.web.store.events.latest()).toBe(before + 2);
	});
});
