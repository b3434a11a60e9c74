import { Problem } from '../../lib/errors';
import type { PreviewWanted } from '../../lib/sync/previewed';
import { decisionsOf, newVideo, rulesWith } from '../services/store/syncs/syncSamples';
import { syncBenches } from './syncBench';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const on = syncBenches();
const published = (agoMs: number) => new Date(on.bench.nowMs - agoMs).toISOString();

describe('decisions', () => {
	test('a backfill takes the newest so many, once they are known to be Shorts', async () => {
		const sync = await on.bench.follow({
			...{ action: 'announce', rules: rulesWith({ backfill: { last: 2 }, maxPerRun: 9 }) },
		});
		const videos = [1, 2, 3, 4].map((hours) =>
			newVideo({ publishedAt: published(hours * hourMs), isShort: hours !== 2 }),
		);
		const [a, long, b, c] = videos;
		if (!a || !long || !b || !c) throw new Error('There are four.');
		Object.assign(long, { durationSec: 900, widthPx: 1920, heightPx: 1080 });
		on.bench.discovery.videos.set(sync.channelId, videos);
		await on.bench.look(sync);
		expect(await decisionsOf(on.store, sync.id)).toEqual({
			...{ [a.videoId]: 'announced/chosen', [long.videoId]: 'skipped/not_a_short' },
			...{ [b.videoId]: 'announced/chosen', [c.videoId]: 'skipped/backfill' },
		});
		expect(await on.store.syncs.get(sync.id)).toMatchObject({ isBackfilled: true });
	});

	describe('a backfill of a list without dates', () => {
		/** As yt-dlp lists: ids and titles. More than one batch of details; in no order by id. */
		async function undated(count: number) {
			const videos = Array.from({ length: count }, (_, n) =>
				newVideo({ publishedAt: published((n + 1) * hourMs) }),
			);
			const { discovery } = on.bench;
			const list = discovery.list.bind(discovery);
			discovery.list = async (id, options) => {
				const listing = await list(id, options);
				const bare = { publishedAt: null, description: null, durationSec: null };
				const all = discovery.videos.get(id) ?? [];
				return { ...listing, videos: all.map((video) => ({ ...video, ...bare })) };
			};
			return videos;
		}
		const rules = rulesWith({ backfill: { last: 3 }, maxPerRun: 9 });

		test('takes the newest so many all the same', async () => {
			const videos = await undated(70);
			const sync = await on.bench.follow({ action: 'announce', rules });
			on.bench.discovery.videos.set(sync.channelId, videos);
			await on.bench.look(sync);
			const all = await on.store.syncs.decisions({ syncId: sync.id, limit: 100 });
			const taken = all.items.filter(({ state }) => state === 'announced');
			expect(taken.map(({ videoId }) => videoId)).toEqual(
				videos.slice(0, 3).map(({ videoId }) => videoId),
			);
			expect(await on.store.syncs.counts(sync.id)).toMatchObject({
				...{ announced: 3, skipped: 67, undecided: 0 },
			});
		});

		test('and so does its preview, whatever the order of the list', async () => {
			const videos = await undated(6);
			const sync = await on.bench.follow();
			on.bench.discovery.videos.set(sync.channelId, videos.toReversed());
			const { items } = await on.bench.run(() =>
				on.bench.activities.previewShorts({
					...{ channelId: sync.channelId, channel: 'Ana', action: 'repost', rules },
					...{ captions: sync.captions, of: { newest: 50 } },
					since: new Date(on.bench.nowMs).toISOString(),
				}),
			);
			expect(items.map(({ video, state }) => [video, state])).toEqual(
				videos.map(({ videoId }, n) => [videoId, n < 3 ? 'waiting' : 'skipped']),
			);
		});

		test('ends also where YouTube never tells a date', async () => {
			const [dated, never] = await undated(2);
			if (!dated || !never) throw new Error('There are two.');
			const sync = await on.bench.follow({ action: 'announce', rules });
			const videos = [dated, { ...never, publishedAt: null }];
			on.bench.discovery.videos.set(sync.channelId, videos);
			await on.bench.look(sync);
			expect(await decisionsOf(on.store, sync.id)).toEqual({
				...{ [dated.videoId]: 'announced/chosen' },
				...{ [never.videoId]: 'undecided/facts_missing' },
			});
		});
	});

	test('what is missing is asked for; one that YouTube does not have for a day is gone', async () => {
		const sync = await on.bench.follow();
		await on.bench.look(sync);
		on.bench.nowMs += hourMs;
		const bare = { durationSec: null, isShort: null, widthPx: null, heightPx: null };
		const [there, gone] = [published(60_000), published(50_000)].map((publishedAt) =>
			newVideo({ publishedAt }),
		);
		if (!there || !gone) throw new Error('There are two.');
		const list = on.bench.discovery.list.bind(on.bench.discovery);
		on.bench.discovery.videos.set(sync.channelId, [there]);
		on.bench.discovery.list = async (id, options) => ({
			...(await list(id, options)),
			videos: [there, gone].map((video) => ({ ...video, ...bare })),
		});
		await on.bench.look(sync);
		expect(on.bench.discovery.requests.filter((name) => name === 'details')).toHaveLength(1);
		expect(await decisionsOf(on.store, sync.id)).toEqual({
			...{ [there.videoId]: 'requested/chosen', [gone.videoId]: 'undecided/facts_missing' },
		});
		const { items } = await on.store.syncs.decisions({ syncId: sync.id, limit: 9 });
		expect(items.find(({ videoId }) => videoId === there.videoId)?.video).toEqual(there);
		on.bench.nowMs += 2 * dayMs;
		await on.bench.look(sync);
		expect((await decisionsOf(on.store, sync.id))[gone.videoId]).toBe('skipped/gone');
	});

	test('what one video is in trouble with holds up no other, and is told in the end', async () => {
		const sync = await on.bench.follow({ action: 'announce' });
		await on.bench.look(sync);
		on.bench.nowMs += hourMs;
		const trouble = 'YouTube wants a sign-in for this video’s age limit.';
		const [aged, fine] = [{ trouble }, {}].map((given) =>
			newVideo({ ...given, description: null, publishedAt: published(1_000) }),
		);
		if (!aged || !fine) throw new Error('There are two.');
		on.bench.discovery.videos.set(sync.channelId, [aged, fine]);
		await on.bench.look(sync);
		const { items } = await on.store.syncs.decisions({ syncId: sync.id, limit: 9 });
		const ofAged = () => items.find(({ videoId }) => videoId === aged.videoId);
		expect(ofAged()).toMatchObject({ state: 'undecided', reason: 'facts_missing' });
		expect(ofAged()?.sentence).toContain(trouble);
		on.bench.nowMs += 2 * dayMs;
		await on.bench.look(sync);
		expect(await decisionsOf(on.store, sync.id)).toEqual({
			...{ [aged.videoId]: 'undecided/facts_missing', [fine.videoId]: 'announced/chosen' },
		});
		on.bench.nowMs += 8 * dayMs;
		await on.bench.look(sync);
		expect((await decisionsOf(on.store, sync.id))[aged.videoId]).toBe('skipped/facts_missing');
	});

	test('what YouTube has told before it fails is kept, and decided on', async () => {
		const sync = await on.bench.follow({
			...{ action: 'announce', rules: rulesWith({ backfill: { last: 2 }, maxPerRun: 9 }) },
		});
		const older = [3, 2].map((hours) => newVideo({ publishedAt: published(hours * hourMs) }));
		on.bench.nowMs += hourMs;
		const fresh = newVideo({ publishedAt: published(1_000) });
		const { discovery } = on.bench;
		discovery.videos.set(sync.channelId, [fresh, ...older]);
		const list = discovery.list.bind(discovery);
		discovery.list = async (id, options) => {
			const listing = await list(id, options);
			return {
				...listing,
				videos: listing.videos.map((video) => ({ ...video, description: null })),
			};
		};
		const [, stuck] = older;
		discovery.onDetails = (id) => {
			if (id === stuck?.videoId) throw new Problem('youtube_rate_limited', 'Too often.');
		};
		await expect(on.bench.look(sync)).rejects.toMatchObject({ type: 'youtube_rate_limited' });
		// Those before it in the backfill are not known yet.
		expect(await decisionsOf(on.store, sync.id)).toEqual({
			...{ [fresh.videoId]: 'waiting/next_run' },
			...Object.fromEntries(older.map(({ videoId }) => [videoId, 'undecided/new'])),
		});
		discovery.onDetails = () => undefined;
		await on.bench.look(sync);
		expect(Object.values(await decisionsOf(on.store, sync.id))).toEqual([
			...['announced/chosen', 'announced/chosen', 'announced/chosen'],
		]);
	});

	test('at most so many go in a run and a day, in their order, and the others say why they wait', async () => {
		const rules = rulesWith({ maxPerRun: 2, maxPerDay: 3, backfill: 'all' });
		const sync = await on.bench.follow({ action: 'announce', rules });
		const videos = [1, 2, 3, 4].map((hours) =>
			newVideo({ publishedAt: published(hours * hourMs) }),
		);
		const [d, c, b, a] = videos.map(({ videoId }) => videoId) as [
			string,
			string,
			string,
			string,
		];
		on.bench.discovery.videos.set(sync.channelId, videos);
		await on.bench.look(sync);
		expect(await decisionsOf(on.store, sync.id)).toEqual({
			...{ [a]: 'announced/chosen', [b]: 'announced/chosen' },
			...{ [c]: 'waiting/run_limit', [d]: 'waiting/run_limit' },
		});
		on.bench.nowMs += 60_000;
		await on.bench.look(sync);
		expect((await decisionsOf(on.store, sync.id))[d]).toBe('waiting/day_limit');
		on.bench.nowMs += dayMs;
		await on.bench.look(sync);
		expect((await decisionsOf(on.store, sync.id))[d]).toBe('announced/chosen');
		const told = await on.store.events.since({ after: 0, types: ['short.found'], limit: 99 });
		const ours = told.events.filter((event) => event.accountId === sync.accountId);
		expect(ours.map((event) => 'videoId' in event && event.videoId)).toEqual([a, b, c, d]);
	});
});

describe('a preview', () => {
	test('tells of each Short what would happen, with its caption, and keeps nothing', async () => {
		const sync = await on.bench.follow();
		const old = newVideo({ publishedAt: published(dayMs), title: 'Cats', description: '' });
		const bad = newVideo({ publishedAt: published(2 * dayMs), title: 'An ad' });
		const long = newVideo({ isShort: false, durationSec: 900, widthPx: 1920, heightPx: 1080 });
		on.bench.discovery.videos.set(sync.channelId, [long, old, bad]);
		const wanted: PreviewWanted = {
			channelId: sync.channelId,
			channel: 'Ana',
			action: 'repost',
			captions: sync.captions,
			rules: rulesWith({ excludeWords: ['ad'] }),
			...{ since: new Date(on.bench.nowMs).toISOString(), of: { newest: 50 } },
		};
		const { items, sources } = await on.bench.run(() =>
			on.bench.activities.previewShorts(wanted),
		);
		expect(items.map(({ video, reason, caption }) => [video, reason, caption])).toEqual([
			[old.videoId, 'backfill', 'Cats'],
			[bad.videoId, 'excluded_word', null],
		]);
		expect(sources).toMatchObject([{ isOk: true }]);
		expect(await decisionsOf(on.store, sync.id)).toEqual({});
		on.bench.discovery.trouble = {
			code: 'youtube_unreachable',
			message: 'The feed answers 500.',
		};
		const failed = on.bench.run(() => on.bench.activities.previewShorts(wanted));
		await expect(failed).rejects.toMatchObject({ type: 'sync_look_failed' });
	});

	describe('when YouTube takes longer than the one who asks can wait', () => {
		/** A list without dates, as yt-dlp's is. */
		async function slowly(answered: number) {
			const sync = await on.bench.follow();
			const videos = [1, 2, 3].map((hours) =>
				newVideo({ publishedAt: published(hours * hourMs) }),
			);
			const { discovery } = on.bench;
			discovery.videos.set(sync.channelId, videos);
			const list = discovery.list.bind(discovery);
			discovery.list = async (id, options) => ({
				...(await list(id, options)),
				videos: videos.map((video) => ({ ...video, publishedAt: null, description: null })),
			});
			let asked = 0;
			discovery.onDetails = (_, signal) => {
				if (++asked <= answered) return undefined;
				return new Promise((_resolve, reject) => {
					signal.addEventListener('abort', () => reject(new Error('aborted')));
				});
			};
			const wanted: PreviewWanted = {
				...{ channelId: sync.channelId, channel: 'Ana', action: 'repost' },
				...{ captions: sync.captions, rules: rulesWith({ backfill: 'all' }) },
				...{ since: new Date(on.bench.nowMs).toISOString(), of: { newest: 50 } },
				patienceMs: 1,
			};
			return { wanted, ids: videos.map(({ videoId }) => videoId) };
		}

		test('what could not be looked at says so, the others are decided on', async () => {
			const { wanted, ids } = await slowly(2);
			const { items } = await on.bench.run(() => on.bench.activities.previewShorts(wanted));
			expect(items.map(({ video, state, reason }) => [video, state, reason])).toEqual([
				[ids[0], 'waiting', 'next_run'],
				[ids[1], 'waiting', 'next_run'],
				[ids[2], 'undecided', 'not_looked_at'],
			]);
			expect(items[2]).toMatchObject({ caption: null });
			expect(items[2]?.sentence).toMatch(/^It was not looked at in detail: /);
		});

		test('a list that does not come is told as that, not as a worker that is missing', async () => {
			const { wanted } = await slowly(0);
			on.bench.discovery.list = (_, { signal }) =>
				new Promise((_resolve, reject) => {
					signal.addEventListener('abort', () => reject(new Error('aborted')));
				});
			const failed = on.bench.run(() => on.bench.activities.previewShorts(wanted));
			await expect(failed).rejects.toMatchObject({
				...{ type: 'sync_look_failed', nonRetryable: true },
				message: expect.stringContaining('does not answer in the time') as unknown,
			});
		});

		test('so is a channel that is looked up', async () => {
			on.bench.discovery.findChannel = (_, signal) =>
				new Promise((_resolve, reject) => {
					signal.addEventListener('abort', () => reject(new Error('aborted')));
				});
			const ref = { kind: 'handle', handle: 'slow' } as const;
			const failed = on.bench.run(() =>
				on.bench.activities.findChannel({ ref, patienceMs: 1 }),
			);
			await expect(failed).rejects.toMatchObject({ type: 'sync_look_failed' });
		});

		test('what failed is told as such, in time or not', async () => {
			const { wanted } = await slowly(3);
			on.bench.discovery.onDetails = () => {
				throw new Problem('youtube_blocked', 'YouTube refuses.');
			};
			const failed = on.bench.run(() =>
				on.bench.activities.previewShorts({ ...wanted, patienceMs: 40_000 }),
			);
			await expect(failed).rejects.toMatchObject({ type: 'youtube_blocked' });
		});
	});
});
