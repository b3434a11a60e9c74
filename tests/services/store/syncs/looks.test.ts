import { onBothEngines } from '../../../support/onBothEngines';
import { decided, decisionsOf, found, newSync, newVideo } from './syncSamples';

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

onBothEngines('what syncs look at', (stores) => {
	test('a look keeps what is new once, and what the sources want to know again', async () => {
		const { store, other } = stores;
		const { id, version } = await newSync(store);
		const videos = [newVideo(), newVideo()];
		const look = { isBackfilled: { version }, videos, memory: { rss: { etag: 'a' } } };
		expect(await store.syncs.saveLook(id, look)).toEqual({ found: 2 });
		expect(await other.syncs.saveLook(id, { ...look, memory: { b: 2 } })).toEqual({ found: 0 });
		const sync = await store.syncs.get(id);
		expect(sync).toMatchObject({ memory: { b: 2 }, isBackfilled: true });
		expect(sync?.lastRunAt).toBeInstanceOf(Date);
		const ids = videos.map(({ videoId }) => videoId);
		const strange = newVideo().videoId;
		expect([...(await store.syncs.known(id, [...ids, strange]))].sort()).toEqual(ids.sort());
		expect(await store.syncs.known(id, [])).toEqual(new Set());
		expect(await store.syncs.counts(id)).toEqual({
			...{ undecided: 2, waiting: 0, requested: 0, announced: 0, skipped: 0 },
		});
	});

	test('a known video keeps its decision; facts that were missing are filled in', async () => {
		const { store } = stores;
		const { id } = await newSync(store);
		const open = newVideo({ durationSec: null, description: null, publishedAt: null });
		const over = newVideo({ durationSec: null });
		await found(store, id, [open, over]);
		await store.syncs.decide(id, over.videoId, decided('skipped', 'not_a_short'));
		const publishedAt = ago(1);
		const told = { ...open, durationSec: 9, publishedAt, title: 'Renamed' };
		await found(store, id, [told, { ...over, durationSec: 9 }]);
		// Another source, that tells less.
		await found(store, id, [{ ...open, title: 'Renamed' }]);
		const { items } = await store.syncs.decisions({ syncId: id, limit: 9 });
		const [kept, left] = [open, over].map(({ videoId }) =>
			items.find((item) => item.videoId === videoId),
		);
		expect(kept).toMatchObject({ state: 'undecided', video: told });
		expect(kept?.publishedAt?.toISOString()).toBe(publishedAt);
		expect(left).toMatchObject({ state: 'skipped', video: { durationSec: null } });
	});

	test('undecided ones are looked at when their time has come, newest first', async () => {
		const { store } = stores;
		const { id } = await newSync(store);
		const [old, young, later, undated] = [
			...[newVideo({ publishedAt: ago(9) }), newVideo({ publishedAt: ago(1) })],
			...[newVideo(), newVideo({ publishedAt: null })],
		].map((video) => video);
		await found(
			store,
			id,
			[old, young, later, undated].filter((video) => video !== undefined),
		);
		const put = decided('undecided', 'short_unknown', ago(-1));
		await store.syncs.decide(id, later?.videoId ?? '', put, { looks: 2 });
		const due = (await store.syncs.toDecide(id, 9)).map(({ videoId }) => videoId);
		expect(due).toEqual([undated?.videoId, young?.videoId, old?.videoId]);
		expect(await store.syncs.toDecide(id, 1)).toHaveLength(1);
		const { items } = await store.syncs.decisions({
			syncId: id,
			reason: 'short_unknown',
			limit: 9,
		});
		expect(items).toMatchObject([{ videoId: later?.videoId, looks: 2 }]);
	});

	test('the place in the backfill counts the Shorts before it', async () => {
		const { store } = stores;
		const { id } = await newSync(store);
		const [first, second, third] = [1, 2, 3].map((hours) =>
			newVideo({ publishedAt: ago(hours) }),
		);
		const long = newVideo({ publishedAt: ago(1.5) });
		const after = newVideo({ publishedAt: ago(-1) });
		if (!first || !second || !third) throw new Error('There are three.');
		await found(store, id, [first, second, third, long, after]);
		await store.syncs.decide(id, long.videoId, decided('skipped', 'not_a_short'));
		const rank = ({ videoId, publishedAt }: typeof first) =>
			store.syncs.olderRank(id, { videoId, publishedAt: new Date(publishedAt ?? '') });
		expect(await Promise.all([first, second, third].map(rank))).toEqual([0, 1, 2]);
	});

	test('of those published at the same moment each has a place of its own in the backfill', async () => {
		const { store } = stores;
		const { id } = await newSync(store);
		const publishedAt = ago(2);
		const twins = [1, 2, 3].map(() => newVideo({ publishedAt }));
		await found(store, id, twins);
		const ranks = await Promise.all(
			twins.map(({ videoId }) =>
				store.syncs.olderRank(id, { videoId, publishedAt: new Date(publishedAt) }),
			),
		);
		expect(ranks.toSorted()).toEqual([0, 1, 2]);
	});

	test('decisions come in pages and can be asked for by state and reason', async () => {
		const { store } = stores;
		const { id } = await newSync(store);
		const videos = Array.from({ length: 7 }, (_, n) =>
			newVideo({ publishedAt: n === 3 ? null : ago(n + 1) }),
		);
		await found(store, id, videos);
		for (const { videoId } of videos.slice(0, 3)) {
			await store.syncs.decide(id, videoId, decided('skipped', 'too_long'));
		}
		const seen: string[] = [];
		let cursor: string | undefined;
		do {
			const page = await store.syncs.decisions({
				...{ syncId: id, limit: 3 },
				...(cursor ? { cursor } : {}),
			});
			seen.push(...page.items.map(({ videoId }) => videoId));
			cursor = page.nextCursor ?? undefined;
		} while (cursor);
		// The one without a date was found last.
		const [a, b, c, undated, ...rest] = videos.map(({ videoId }) => videoId);
		expect(seen).toEqual([undated, a, b, c, ...rest]);
		const skipped = await store.syncs.decisions({ syncId: id, state: 'skipped', limit: 9 });
		expect(skipped.items).toHaveLength(3);
		const none = { syncId: id, state: 'skipped', reason: 'gone', limit: 9 } as const;
		expect((await store.syncs.decisions(none)).items).toEqual([]);
	});

	test('the newest fifty runs are kept, the same run once', async () => {
		const { store } = stores;
		const { id } = await newSync(store);
		const numbers = await store.syncs.tally(id, new Date(0));
		const run = (n: number) =>
			store.syncs.saveRun(id, {
				...{ startedAt: new Date(n * 1_000), numbers, sources: [] },
				error: n === 52 ? { code: 'sync_look_failed', message: 'No.' } : null,
			});
		for (let n = 1; n <= 52; n++) await run(n);
		await run(52);
		const runs = await store.syncs.runs(id, 100);
		expect(runs).toHaveLength(50);
		expect(runs[0]).toMatchObject({ startedAt: new Date(52_000), error: { message: 'No.' } });
		expect(runs[0]?.finishedAt).toBeInstanceOf(Date);
		expect(runs.at(-1)?.startedAt).toEqual(new Date(3_000));
		expect(await store.syncs.runs(id, 1)).toHaveLength(1);
	});

	test('a tally tells what has happened since', async () => {
		const { store } = stores;
		const { id } = await newSync(store);
		const before = newVideo();
		await found(store, id, [before]);
		await store.syncs.decide(id, before.videoId, decided('skipped', 'too_short'));
		const since = new Date(Date.now() + 5);
		while (Date.now() <= Number(since));
		const videos = Array.from({ length: 5 }, () => newVideo());
		await found(store, id, videos);
		const [a, b, c, d] = videos.map(({ videoId }) => videoId);
		await store.syncs.decide(id, a ?? '', decided('skipped', 'refused'));
		await store.syncs.decide(id, b ?? '', decided('waiting', 'run_limit'));
		await store.syncs.announce(id, c ?? '', decided('announced', 'chosen'));
		await store.syncs.decide(id, d ?? '', decided('skipped', 'caption_refused'));
		expect(await store.syncs.tally(id, since)).toEqual({
			...{ found: 5, requested: 0, announced: 1, waiting: 1, undecided: 1 },
			skipped: [
				{ reason: 'caption_refused', count: 1 },
				{ reason: 'refused', count: 1 },
			],
			refused: 2,
		});
		expect(Object.keys(await decisionsOf(store, id))).toHaveLength(6);
	});
});
