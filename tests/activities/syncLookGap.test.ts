import { decisionsOf, newVideo, rulesWith } from '../services/store/syncs/syncSamples';
import { syncBenches } from './syncBench';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const on = syncBenches();
const published = (agoMs: number) => new Date(on.bench.nowMs - agoMs).toISOString();

describe('a look', () => {
	test('that could not read as far as what was known goes on reading until one can', async () => {
		const sync = await on.bench.follow();
		await on.bench.look(sync);
		const first = newVideo({ publishedAt: published(0) });
		on.bench.discovery.videos.set(sync.channelId, [first]);
		on.bench.nowMs += 1_000;
		await on.bench.look(sync);
		// Only the newest was read: between it and the first there may be more.
		on.bench.nowMs += hourMs;
		const [between, newest] = [newVideo(), newVideo()];
		const list = on.bench.discovery.list.bind(on.bench.discovery);
		on.bench.discovery.list = async (id, options) => ({
			...(await list(id, options)),
			...{ videos: [newest], isWhole: false },
		});
		await on.bench.look(sync);
		const gapSince = new Date(on.bench.nowMs).toISOString();
		expect(await on.store.syncs.get(sync.id)).toMatchObject({ memory: { gapSince } });
		on.bench.nowMs += hourMs;
		let isNewestKnown: boolean | undefined;
		on.bench.discovery.list = async (id, options) => {
			const known = await options.isKnown([newest.videoId, first.videoId]);
			isNewestKnown = known.has(newest.videoId);
			expect(known).toContain(first.videoId);
			return { ...(await list(id, options)), videos: [newest, between, first] };
		};
		await on.bench.look(sync);
		expect(isNewestKnown).toBe(false);
		expect(await on.store.syncs.get(sync.id)).toMatchObject({ memory: { gapSince: null } });
		expect(Object.keys(await decisionsOf(on.store, sync.id))).toContain(between.videoId);
	});

	test.each([
		['the first one', { backfill: 'none' }],
		['one after the backfill was changed', { backfill: { last: 2 } }],
	] as const)('%s that did not get far enough keeps the gap', async (which, { backfill }) => {
		const sync = await on.bench.follow();
		const old = newVideo({ publishedAt: published(dayMs) });
		on.bench.discovery.videos.set(sync.channelId, [old]);
		if (which !== 'the first one') {
			await on.bench.look(sync);
			await on.store.syncs.edit(sync.id, { rules: rulesWith({ backfill }) });
		}
		on.bench.nowMs += hourMs;
		const newest = newVideo({ publishedAt: published(0) });
		const list = on.bench.discovery.list.bind(on.bench.discovery);
		const asked: { since?: Date; depth?: unknown; known: string[] }[] = [];
		on.bench.discovery.list = async (id, { isKnown, ...options }) => {
			const known = [...(await isKnown([newest.videoId, old.videoId]))];
			asked.push({ ...options, known });
			const listing = await list(id, { isKnown, ...options });
			return { ...listing, videos: [newest], isWhole: false };
		};
		await on.bench.look(sync);
		const gapSince = new Date(on.bench.nowMs).toISOString();
		const unread = { isBackfilled: false, memory: { gapSince } };
		expect(await on.store.syncs.get(sync.id)).toMatchObject(unread);
		on.bench.nowMs += hourMs;
		await on.bench.look(sync);
		expect(await on.store.syncs.get(sync.id)).toMatchObject(unread);
		// What was found beside the gap does not end it.
		const known = which === 'the first one' ? [] : [old.videoId];
		const depth = backfill === 'none' ? 0 : 2;
		expect(asked).toMatchObject([
			{ since: sync.since, depth, known },
			{ since: sync.since, depth, known },
		]);
		on.bench.discovery.list = list;
		await on.bench.look(sync);
		expect(await on.store.syncs.get(sync.id)).toMatchObject({
			...{ isBackfilled: true, memory: { gapSince: null } },
		});
	});
});
