import { decisionsOf, newVideo, wantedSync } from '../services/store/syncs/syncSamples';
import { syncBenches } from './syncBench';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const on = syncBenches();
const published = (agoMs: number) => new Date(on.bench.nowMs - agoMs).toISOString();

describe('a look', () => {
	test('that finds nothing asks once, keeps what the sources want, and leaves nothing to do', async () => {
		const sync = await on.bench.follow();
		await on.bench.look(sync);
		on.bench.discovery.requests.length = 0;
		const look = await on.bench.run(() =>
			on.bench.activities.lookForShorts({ syncId: sync.id }),
		);
		expect(look).toMatchObject({ isOver: false, isDue: false, isWaiting: false, error: null });
		expect(on.bench.discovery.requests).toEqual(['list']);
		expect(await on.store.syncs.get(sync.id)).toMatchObject({
			memory: { sources: { seen: 0 }, gapSince: null },
		});
		expect(await on.store.syncs.runs(sync.id, 9)).toEqual([]);
	});

	test('takes what is new from then on, and tells why it leaves what was there before', async () => {
		const sync = await on.bench.follow();
		const old = newVideo({ publishedAt: published(dayMs) });
		on.bench.discovery.videos.set(sync.channelId, [old]);
		await on.bench.look(sync);
		on.bench.nowMs += hourMs;
		const fresh = newVideo({ publishedAt: published(60_000), title: 'Cats', description: '' });
		on.bench.discovery.videos.set(sync.channelId, [fresh, old]);
		await on.bench.look(sync);
		expect(await decisionsOf(on.store, sync.id)).toEqual({
			...{ [old.videoId]: 'skipped/backfill', [fresh.videoId]: 'requested/chosen' },
		});
		const { items } = await on.store.reposts.list({ accountId: sync.accountId, limit: 9 });
		expect(items).toMatchObject([
			{
				...{ videoId: fresh.videoId, posting: 'inbox', settings: { caption: 'Cats' } },
				priority: 5,
				ownContent: {
					by: 'operator (API)',
					statement: expect.stringMatching(
						/^Of the channel “Ana”, .* “Mine\.”$/,
					) as string,
				},
			},
		]);
		const [run] = await on.store.syncs.runs(sync.id, 9);
		expect(run).toMatchObject({
			error: null,
			numbers: { found: 1, requested: 1, undecided: 0, waiting: 0, skipped: [], refused: 0 },
			sources: [{ source: 'rss', isOk: true }],
		});
	});

	test('a date that nobody can mean holds up its own video only', async () => {
		const sync = await on.bench.follow();
		await on.bench.look(sync);
		on.bench.nowMs += hourMs;
		const odd = newVideo({ publishedAt: '+010000-01-01T00:00:00.000Z' });
		const early = newVideo({ publishedAt: '0001-01-01T00:00:00Z' });
		const fresh = newVideo({ publishedAt: published(60_000) });
		on.bench.discovery.videos.set(sync.channelId, [odd, early, fresh]);
		await on.bench.look(sync);
		expect(await decisionsOf(on.store, sync.id)).toEqual({
			[odd.videoId]: 'undecided/facts_missing',
			[early.videoId]: 'undecided/facts_missing',
			[fresh.videoId]: 'requested/chosen',
		});
	});

	test('takes what was published within the second in which the sync was made', async () => {
		on.bench.nowMs = Date.parse('2026-11-27T12:00:00.700Z');
		const sync = await on.bench.follow();
		// As YouTube tells of one at 12:00:00.900.
		const fresh = newVideo({ publishedAt: '2026-11-27T12:00:00Z' });
		on.bench.discovery.videos.set(sync.channelId, [fresh]);
		on.bench.nowMs += 60_000;
		await on.bench.look(sync);
		expect(await decisionsOf(on.store, sync.id)).toEqual({
			[fresh.videoId]: 'requested/chosen',
		});
	});

	test.each([
		['is not told of what was in between once its lease has run out', 2, 'skipped/backfill'],
		['goes on where it was while its lease lasts', 0.5, 'announced/chosen'],
	])('of a trigger that comes back %s', async (_, hours, becomes) => {
		const lease = { action: 'announce', leaseMinutes: 60 } as const;
		const sync = await on.bench.follow(lease);
		await on.bench.look(sync);
		await on.store.syncs.end(sync.id);
		on.bench.nowMs += hours * hourMs;
		const between = newVideo({ publishedAt: published(60_000) });
		const { accountId, channelId } = sync;
		const wanted = await wantedSync(on.store, { ...lease, accountId, channelId });
		expect((await on.store.syncs.create(wanted)).sync.id).toBe(sync.id);
		on.bench.nowMs += hourMs;
		const fresh = newVideo({ publishedAt: published(60_000) });
		on.bench.discovery.videos.set(channelId, [fresh, between]);
		await on.bench.look(sync);
		expect(await decisionsOf(on.store, sync.id)).toEqual({
			...{ [between.videoId]: becomes, [fresh.videoId]: 'announced/chosen' },
		});
	});

	test('that fails is told, changes nothing, and the next one makes up for it', async () => {
		const sync = await on.bench.follow();
		await on.bench.look(sync);
		on.bench.discovery.trouble = {
			code: 'youtube_unreachable',
			message: 'The feed answers 500.',
		};
		on.bench.nowMs += hourMs;
		const fresh = newVideo({ publishedAt: published(1_000) });
		on.bench.discovery.videos.set(sync.channelId, [fresh]);
		await on.bench.look(sync);
		const failed = await on.store.syncs.get(sync.id);
		expect(failed?.error).toMatchObject({ code: 'sync_look_failed' });
		expect(failed?.error?.message).toMatch(/The feed answers 500\.$/);
		expect(await decisionsOf(on.store, sync.id)).toEqual({});
		expect(await on.store.syncs.runs(sync.id, 9)).toMatchObject([
			{ error: { code: 'sync_look_failed' }, sources: [{ isOk: false }] },
		]);
		on.bench.discovery.trouble = null;
		on.bench.nowMs += hourMs;
		await on.bench.look(sync);
		expect(await on.store.syncs.get(sync.id)).toMatchObject({ error: null });
		expect(await decisionsOf(on.store, sync.id)).toEqual({
			[fresh.videoId]: 'requested/chosen',
		});
	});

	test('that is tried again tells of what its first attempt has kept', async () => {
		const sync = await on.bench.follow();
		await on.bench.look(sync);
		const fresh = newVideo({ publishedAt: published(0) });
		on.bench.discovery.videos.set(sync.channelId, [fresh]);
		const { activities } = on.bench;
		const { lookForShorts, decideShorts } = activities;
		const syncId = sync.id;
		on.bench.nowMs += hourMs;
		await on.bench.run(() => lookForShorts({ syncId }));
		// Its worker was killed before it could answer.
		on.bench.nowMs += 12_000;
		const again = { currentAttemptScheduledTimestampMs: 12_001, scheduledTimestampMs: 1 };
		const { startedAtMs } = await on.bench.run(() => lookForShorts({ syncId }), again);
		await on.bench.run(() => decideShorts({ syncId }));
		const told = { syncId, startedAtMs, sources: [], error: null };
		await on.bench.run(() => activities.finishSyncRun(told));
		const [run] = await on.store.syncs.runs(syncId, 1);
		expect(run?.numbers).toMatchObject({ found: 1, waiting: 1 });
	});

	test('an error that an idle look finds gone is cleared', async () => {
		const sync = await on.bench.follow();
		await on.bench.look(sync);
		await on.store.syncs.setError(sync.id, { code: 'sync_look_failed', message: 'x' });
		await on.bench.run(() => on.bench.activities.lookForShorts({ syncId: sync.id }));
		expect((await on.store.syncs.get(sync.id))?.error).toBeNull();
	});

	test('tells once that a source has begun to fail though another answers, and once that it is over', async () => {
		const sync = await on.bench.follow();
		await on.bench.look(sync);
		const { discovery, activities } = on.bench;
		const list = discovery.list.bind(discovery);
		const failed = (code: string, message: string) => {
			discovery.list = async (id, options) => {
				const listing = await list(id, options);
				const key = { source: 'dataApi', isOk: false, found: 0, requests: 1 } as const;
				const error = { ...key, isUnchanged: false, error: { code, message } };
				return { ...listing, sources: [error, ...listing.sources] };
			};
		};
		const idle = async () => {
			on.bench.nowMs += hourMs;
			const look = await on.bench.run(() => activities.lookForShorts({ syncId: sync.id }));
			expect(look).toMatchObject({ isDue: false, isWaiting: false, error: null });
		};
		failed('youtube_key_refused', 'YouTube does not take the key.');
		await idle();
		const told = [
			{ numbers: { found: 0 }, error: null, sources: [{ isOk: false }, { isOk: true }] },
		];
		expect(await on.store.syncs.runs(sync.id, 9)).toMatchObject(told);
		failed('youtube_key_refused', 'YouTube still does not take the key.');
		await idle();
		expect(await on.store.syncs.runs(sync.id, 9)).toHaveLength(1);
		expect(on.bench.warned).toEqual([
			'look at a channel: YouTube Data API: YouTube does not take the key.',
		]);
		expect(await on.store.syncs.get(sync.id)).toMatchObject({
			error: null,
			memory: { failing: [{ source: 'dataApi', code: 'youtube_key_refused' }] },
		});
		discovery.list = list;
		await idle();
		await idle();
		const [over, ...before] = await on.store.syncs.runs(sync.id, 9);
		expect(over).toMatchObject({ error: null, sources: [{ source: 'rss', isOk: true }] });
		expect(before).toHaveLength(1);
		expect(on.bench.warned).toHaveLength(1);
	});

	test.each(['paused', 'ended', 'needsPerson'])('is over at once when it is %s', async (how) => {
		const sync = await on.bench.follow();
		if (how === 'paused') await on.store.syncs.pause(sync.id, null);
		if (how === 'ended') await on.store.syncs.end(sync.id);
		if (how === 'needsPerson') {
			await on.store.syncs.setError(sync.id, { code: 'internal', message: 'x' }, true);
		}
		expect(await on.bench.look(sync)).toMatchObject({ isOver: true });
		expect(on.bench.discovery.requests).toEqual([]);
	});
});
