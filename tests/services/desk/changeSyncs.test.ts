import { repostRequest } from '../../../lib/posting/request';
import type { SyncRequestInput } from '../../../lib/sync/syncView';
import { decided, newSync, newVideo } from '../store/syncs/syncSamples';
import { by, refusalOf, syncDeskBench } from './syncDeskBench';

const on = syncDeskBench();

describe('a sync that is there', () => {
	const made = async (request: Partial<SyncRequestInput> = {}) => {
		const { handle } = on.newChannel();
		const { sync } = await on.create({ channel: handle, ...request });
		return { handle, id: sync.id };
	};

	test('is changed by what is given; the rest stays', async () => {
		const { id } = await made({ rules: { maxPerRun: 2, includeWords: ['cat'] } });
		const changed = await on.web.syncs.change(
			id,
			{ everyMinutes: 60, rules: { maxPerDay: 4 }, captions: { dropLinks: true } },
			by,
		);
		expect(changed).toMatchObject({
			...{ everyMinutes: 60, posting: 'inbox' },
			rules: { maxPerRun: 2, includeWords: ['cat'], maxPerDay: 4 },
			captions: { dropLinks: true, hashtags: { limit: null } },
		});
		expect(on.web.engine.asked.at(-1)).toBe(`schedule ${id} every 60`);
		const refused = on.web.syncs.change(id, { posting: 'auto' }, by);
		expect(await refusalOf(refused)).toMatchObject({ code: 'privacy_required' });
		const badly = on.web.syncs.change(id, { captions: { template: '{% if %}' } }, by);
		expect(await refusalOf(badly)).toMatchObject({ code: 'bad_caption_template' });
		expect(await on.web.syncs.get(id)).toMatchObject({ posting: 'inbox', everyMinutes: 60 });
	});

	test('is paused with a note, does not look then, and goes on', async () => {
		const { id } = await made();
		expect(await on.web.syncs.pause(id, 'Holiday')).toMatchObject({
			...{ state: 'paused', pauseNote: 'Holiday', nextRunAt: null },
		});
		expect(on.web.engine.asked.at(-1)).toBe(`schedule ${id} every 15 paused: Holiday`);
		expect(await refusalOf(on.web.syncs.run(id))).toMatchObject({ code: 'sync_paused' });
		expect(await on.web.syncs.resume(id)).toMatchObject({ state: 'active', pauseNote: null });
		await on.web.syncs.run(id);
		expect(on.web.engine.asked.at(-1)).toBe(`trigger ${id}`);
	});

	test('that waits for a person says so, and goes on when it is resumed', async () => {
		const { id } = await made();
		const error = { code: 'channel_not_verified', message: 'The code is gone.' };
		await on.web.store.syncs.setError(id, error, true);
		expect(await on.web.syncs.get(id)).toMatchObject({ state: 'needsAttention', error });
		await on.web.syncs.sweep();
		expect(on.web.engine.asked.at(-1)).toMatch(
			/paused: Waits for a person: The code is gone\.$/,
		);
		expect(await refusalOf(on.web.syncs.run(id))).toMatchObject({ code: 'sync_paused' });
		expect(await on.web.syncs.resume(id)).toMatchObject({ state: 'active', error: null });
		// What passes by itself needs nobody, a lost connection does.
		await on.web.store.syncs.setError(id, { code: 'sync_look_failed', message: 'x' });
		expect((await on.web.syncs.get(id)).state).toBe('active');
		await on.web.store.syncs.setError(id, { code: 'reconnect_needed', message: 'x' });
		expect((await on.web.syncs.get(id)).state).toBe('needsAttention');
	});

	test('is removed: gone from the lists, its Schedule too; asked for again it remembers', async () => {
		const { id, handle } = await made();
		const video = newVideo();
		await on.web.store.syncs.saveLook(id, { videos: [video], memory: {} });
		await on.web.store.syncs.decide(id, video.videoId, decided('skipped', 'too_long'));
		await on.web.syncs.remove(id);
		expect(on.web.engine.asked.at(-1)).toBe(`unschedule ${id}`);
		expect(await on.web.store.syncs.unscheduled(9)).toEqual([]);
		expect(await refusalOf(on.web.syncs.get(id))).toMatchObject({ code: 'not_found' });
		const again = await on.create({ channel: handle, everyMinutes: 45 });
		expect(again).toMatchObject({ created: true, sync: { id, counts: { skipped: 1 } } });
		expect(on.web.engine.asked.at(-2)).toBe(`schedule ${id} every 45`);
	});

	test('shows its decisions with their reposts and captions, and the captions it would give', async () => {
		const { id } = await made({ captions: { template: 'Now: {{ title }}' } });
		const [waits, done] = [newVideo({ title: 'Cats' }), newVideo({ title: 'Dogs' })];
		await on.web.store.syncs.saveLook(id, { videos: [waits, done], memory: {} });
		await on.web.store.syncs.decide(id, waits.videoId, decided('waiting', 'run_limit'));
		const { repost } = await on.web.desk.request(
			repostRequest.parse({
				...{ account: 'sandbox_creator', video: done.videoId, caption: 'Given' },
				ownContent: true,
			}),
			by,
		);
		const chosen = decided('requested', 'chosen');
		await on.web.store.syncs.markRequested(id, done.videoId, repost.id, chosen);
		const { items } = await on.web.syncs.decisions(id, { limit: 9 });
		const of = (video: string) => items.find((item) => item.video === video);
		expect(of(waits.videoId)).toMatchObject({
			...{ state: 'waiting', reason: 'run_limit', caption: 'Now: Cats', repost: null },
			url: `https://www.youtube.com/shorts/${waits.videoId}`,
		});
		expect(of(done.videoId)).toMatchObject({
			...{ state: 'requested', caption: 'Given', repost: { id: repost.id } },
		});
		const caption = await on.web.syncs.captionFor(id, `https://youtu.be/${waits.videoId}`);
		expect(caption).toEqual({ video: waits.videoId, caption: 'Now: Cats' });
	});
});

describe('the sweep', () => {
	test('makes up for what Temporal missed, ends lapsed leases, and brings Schedules and store together', async () => {
		const { handle } = on.newChannel();
		const { sync } = await on.create({ channel: handle });
		on.web.engine.away = true;
		const paused = await on.web.syncs.pause(sync.id, null);
		expect(paused.state).toBe('paused');
		await on.web.syncs.sweep();
		expect((await on.web.store.syncs.unscheduled(9)).map(({ id }) => id)).toEqual([sync.id]);
		on.web.engine.away = false;
		const nobodys = { id: 'nobodys', everyMinutes: 15, isPaused: false };
		on.web.engine.schedules = [
			...(await on.web.store.syncs.wantedSchedules()).filter(({ id }) => id !== sync.id),
			nobodys,
		];
		const from = on.web.engine.asked.length;
		await on.newDesk().sweep();
		const told = on.web.engine.asked.slice(from);
		expect(told.filter((line) => line.includes(sync.id))).toEqual([
			...[`schedule ${sync.id} every 15 paused: Paused`],
			// Made again, since Temporal had none.
			`schedule ${sync.id} every 15 paused: Paused`,
		]);
		expect(told).toContain('unschedule nobodys');

		const lapsed = await newSync(on.web.store, {
			accountId: (await on.web.store.accounts.find('sandbox_creator')).id,
			leaseMinutes: -1,
		});
		await on.newDesk().sweep();
		expect(await refusalOf(on.web.syncs.get(lapsed.id))).toMatchObject({ code: 'not_found' });
		expect(on.web.engine.asked).toContain(`unschedule ${lapsed.id}`);
	});

	test('looks through all Schedules again once a sync has missed its turns, every ten minutes at most', async () => {
		const { handle } = on.newChannel();
		const { sync } = await on.create({ channel: handle, everyMinutes: 15 });
		let nowMs = Date.now();
		const desk = on.newDesk(() => new Date(nowMs));
		on.web.engine.schedules = await on.web.store.syncs.wantedSchedules();
		await desk.sweep();
		on.web.engine.schedules = on.web.engine.schedules.filter(({ id }) => id !== sync.id);
		const toldAfter = async (minutes: number): Promise<string[]> => {
			nowMs += minutes * 60_000;
			const from = on.web.engine.asked.length;
			await desk.sweep();
			return on.web.engine.asked.slice(from).filter((line) => line.startsWith('schedule '));
		};
		expect(await toldAfter(20)).toEqual([]);
		expect(await toldAfter(26)).toEqual([`schedule ${sync.id} every 15`]);
		expect(await toldAfter(5)).toEqual([]);
		expect(await toldAfter(5)).toEqual([`schedule ${sync.id} every 15`]);
	});

	test.each([
		['paused', { isPaused: true }],
		['at another interval', { everyMinutes: 60 }],
	])('puts a Schedule right that is %s after a backup was put back', async (_, otherwise) => {
		const { handle } = on.newChannel();
		const { sync } = await on.create({ channel: handle });
		const wanted = await on.web.store.syncs.wantedSchedules();
		on.web.engine.schedules = wanted.map((each) =>
			each.id === sync.id ? { ...each, ...otherwise } : each,
		);
		const from = on.web.engine.asked.length;
		await on.newDesk().sweep();
		expect(on.web.engine.asked.slice(from)).toEqual([`schedule ${sync.id} every 15`]);
	});
});
