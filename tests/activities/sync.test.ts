import { Problem } from '../../lib/errors';
import type { PreviewWanted } from '../../lib/sync/previewed';
import type { Store } from '../../services/store/store';
import { decisionsOf, newVideo, rulesWith } from '../services/store/syncs/syncSamples';
import { withStore } from '../support/withStore';
import { syncBench, type SyncBench } from './syncBench';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let bench: SyncBench;
const clock = { at: () => new Date() };
let store: Store;
withStore((opened) => (store = opened), { now: () => clock.at() });
beforeEach(() => {
	bench = syncBench(store);
	clock.at = () => new Date(bench.nowMs);
});

const published = (agoMs: number) => new Date(bench.nowMs - agoMs).toISOString();

describe('a look', () => {
	test('that finds nothing asks once, keeps what the sources want, and leaves nothing to do', async () => {
		const sync = await bench.follow();
		await bench.look(sync);
		bench.discovery.requests.length = 0;
		const look = await bench.run(() => bench.activities.lookForShorts({ syncId: sync.id }));
		expect(look).toMatchObject({ isOver: false, isDue: false, isWaiting: false, error: null });
		expect(bench.discovery.requests).toEqual(['list']);
		expect(await store.syncs.get(sync.id)).toMatchObject({
			memory: { sources: { seen: 0 }, gapSince: null },
		});
		expect(await store.syncs.runs(sync.id, 9)).toEqual([]);
	});

	test('takes what is new from then on, and tells why it leaves what was there before', async () => {
		const sync = await bench.follow();
		const old = newVideo({ publishedAt: published(dayMs) });
		bench.discovery.videos.set(sync.channelId, [old]);
		await bench.look(sync);
		bench.nowMs += hourMs;
		const fresh = newVideo({ publishedAt: published(60_000), title: 'Cats', description: '' });
		bench.discovery.videos.set(sync.channelId, [fresh, old]);
		await bench.look(sync);
		expect(await decisionsOf(store, sync.id)).toEqual({
			...{ [old.videoId]: 'skipped/backfill', [fresh.videoId]: 'requested/chosen' },
		});
		const { items } = await store.reposts.list({ accountId: sync.accountId, limit: 9 });
		expect(items).toMatchObject([
			{
				...{ videoId: fresh.videoId, posting: 'inbox', settings: { caption: 'Cats' } },
				ownContent: {
					by: 'operator (API)',
					statement: expect.stringMatching(
						/^Of the channel “Ana”, .* “Mine\.”$/,
					) as string,
				},
			},
		]);
		const [run] = await store.syncs.runs(sync.id, 9);
		expect(run).toMatchObject({
			error: null,
			numbers: { found: 1, requested: 1, undecided: 0, waiting: 0, skipped: [], refused: 0 },
			sources: [{ source: 'rss', isOk: true }],
		});
	});

	test('that fails is told, changes nothing, and the next one makes up for it', async () => {
		const sync = await bench.follow();
		await bench.look(sync);
		bench.discovery.trouble = { code: 'youtube_unreachable', message: 'The feed answers 500.' };
		bench.nowMs += hourMs;
		const fresh = newVideo({ publishedAt: published(1_000) });
		bench.discovery.videos.set(sync.channelId, [fresh]);
		await bench.look(sync);
		const failed = await store.syncs.get(sync.id);
		expect(failed?.error).toMatchObject({ code: 'sync_look_failed' });
		expect(failed?.error?.message).toMatch(/The feed answers 500\.$/);
		expect(await decisionsOf(store, sync.id)).toEqual({});
		expect(await store.syncs.runs(sync.id, 9)).toMatchObject([
			{ error: { code: 'sync_look_failed' }, sources: [{ isOk: false }] },
		]);
		bench.discovery.trouble = null;
		bench.nowMs += hourMs;
		await bench.look(sync);
		expect(await store.syncs.get(sync.id)).toMatchObject({ error: null });
		expect(await decisionsOf(store, sync.id)).toEqual({ [fresh.videoId]: 'requested/chosen' });
	});

	test('an error that an idle look finds gone is cleared', async () => {
		const sync = await bench.follow();
		await bench.look(sync);
		await store.syncs.setError(sync.id, { code: 'sync_look_failed', message: 'x' });
		await bench.run(() => bench.activities.lookForShorts({ syncId: sync.id }));
		expect((await store.syncs.get(sync.id))?.error).toBeNull();
	});

	test('that could not read as far as what was known goes on reading until one can', async () => {
		const sync = await bench.follow();
		await bench.look(sync);
		const first = newVideo({ publishedAt: published(0) });
		bench.discovery.videos.set(sync.channelId, [first]);
		bench.nowMs += 1_000;
		await bench.look(sync);
		// Only the newest was read: between it and the first there may be more.
		bench.nowMs += hourMs;
		const [between, newest] = [newVideo(), newVideo()];
		const { list } = bench.discovery;
		bench.discovery.list = async (id, options) => ({
			...(await list(id, options)),
			...{ videos: [newest], isWhole: false },
		});
		await bench.look(sync);
		const gapSince = new Date(bench.nowMs).toISOString();
		expect(await store.syncs.get(sync.id)).toMatchObject({ memory: { gapSince } });
		bench.nowMs += hourMs;
		let isNewestKnown: boolean | undefined;
		bench.discovery.list = async (id, options) => {
			const known = await options.isKnown([newest.videoId, first.videoId]);
			isNewestKnown = known.has(newest.videoId);
			expect(known).toContain(first.videoId);
			return { ...(await list(id, options)), videos: [newest, between, first] };
		};
		await bench.look(sync);
		expect(isNewestKnown).toBe(false);
		expect(await store.syncs.get(sync.id)).toMatchObject({ memory: { gapSince: null } });
		expect(Object.keys(await decisionsOf(store, sync.id))).toContain(between.videoId);
	});

	test.each(['paused', 'ended', 'needsPerson'])('is over at once when it is %s', async (how) => {
		const sync = await bench.follow();
		if (how === 'paused') await store.syncs.pause(sync.id, null);
		if (how === 'ended') await store.syncs.end(sync.id);
		if (how === 'needsPerson') {
			await store.syncs.setError(sync.id, { code: 'internal', message: 'x' }, true);
		}
		expect(await bench.look(sync)).toMatchObject({ isOver: true });
		expect(bench.discovery.requests).toEqual([]);
	});
});

describe('decisions', () => {
	test('a backfill takes the newest so many, once they are known to be Shorts', async () => {
		const sync = await bench.follow({
			...{ action: 'announce', rules: rulesWith({ backfill: { last: 2 }, maxPerRun: 9 }) },
		});
		const videos = [1, 2, 3, 4].map((hours) =>
			newVideo({ publishedAt: published(hours * hourMs), isShort: hours !== 2 }),
		);
		const [a, long, b, c] = videos;
		if (!a || !long || !b || !c) throw new Error('There are four.');
		Object.assign(long, { durationSec: 900, widthPx: 1920, heightPx: 1080 });
		bench.discovery.videos.set(sync.channelId, videos);
		await bench.look(sync);
		expect(await decisionsOf(store, sync.id)).toEqual({
			...{ [a.videoId]: 'announced/chosen', [long.videoId]: 'skipped/not_a_short' },
			...{ [b.videoId]: 'announced/chosen', [c.videoId]: 'skipped/backfill' },
		});
		expect(await store.syncs.get(sync.id)).toMatchObject({ isBackfilled: true });
	});

	test('what is missing is asked for; one that YouTube does not have for a day is gone', async () => {
		const sync = await bench.follow();
		await bench.look(sync);
		bench.nowMs += hourMs;
		const bare = { durationSec: null, isShort: null, widthPx: null, heightPx: null };
		const [there, gone] = [published(60_000), published(50_000)].map((publishedAt) =>
			newVideo({ publishedAt }),
		);
		if (!there || !gone) throw new Error('There are two.');
		const { list, details } = bench.discovery;
		bench.discovery.videos.set(sync.channelId, [there]);
		bench.discovery.list = async (id, options) => ({
			...(await list(id, options)),
			videos: [there, gone].map((video) => ({ ...video, ...bare })),
		});
		bench.discovery.details = details;
		await bench.look(sync);
		expect(bench.discovery.requests.filter((name) => name === 'details')).toHaveLength(1);
		expect(await decisionsOf(store, sync.id)).toEqual({
			...{ [there.videoId]: 'requested/chosen', [gone.videoId]: 'undecided/facts_missing' },
		});
		const { items } = await store.syncs.decisions({ syncId: sync.id, limit: 9 });
		expect(items.find(({ videoId }) => videoId === there.videoId)?.video).toEqual(there);
		bench.nowMs += 2 * dayMs;
		await bench.look(sync);
		expect((await decisionsOf(store, sync.id))[gone.videoId]).toBe('skipped/gone');
	});

	test('at most so many go in a run and a day, in their order, and the others say why they wait', async () => {
		const rules = rulesWith({ maxPerRun: 2, maxPerDay: 3, backfill: 'all' });
		const sync = await bench.follow({ action: 'announce', rules });
		const videos = [1, 2, 3, 4].map((hours) =>
			newVideo({ publishedAt: published(hours * hourMs) }),
		);
		const [d, c, b, a] = videos.map(({ videoId }) => videoId) as [
			string,
			string,
			string,
			string,
		];
		bench.discovery.videos.set(sync.channelId, videos);
		await bench.look(sync);
		expect(await decisionsOf(store, sync.id)).toEqual({
			...{ [a]: 'announced/chosen', [b]: 'announced/chosen' },
			...{ [c]: 'waiting/run_limit', [d]: 'waiting/run_limit' },
		});
		bench.nowMs += 60_000;
		await bench.look(sync);
		expect((await decisionsOf(store, sync.id))[d]).toBe('waiting/day_limit');
		bench.nowMs += dayMs;
		await bench.look(sync);
		expect((await decisionsOf(store, sync.id))[d]).toBe('announced/chosen');
		const told = await store.events.since({ after: 0, types: ['short.found'], limit: 99 });
		const ours = told.events.filter((event) => event.accountId === sync.accountId);
		expect(ours.map((event) => 'videoId' in event && event.videoId)).toEqual([a, b, c, d]);
	});
});

describe('requests', () => {
	async function withFresh(given: Parameters<SyncBench['follow']>[0] = {}) {
		const sync = await bench.follow(given);
		await bench.look(sync);
		bench.nowMs += hourMs;
		const videos = [
			newVideo({ publishedAt: published(2_000) }),
			newVideo({ publishedAt: published(9_000) }),
		];
		bench.discovery.videos.set(sync.channelId, videos);
		const [later, first] = videos.map(({ videoId }) => videoId) as [string, string];
		return { sync, first, later };
	}

	test('what the account does not allow leaves them waiting, told in words, until it does', async () => {
		const { sync, first, later } = await withFresh();
		bench.scopes = [];
		await bench.look(sync);
		expect(await decisionsOf(store, sync.id)).toEqual({
			...{ [first]: 'waiting/account_not_ready', [later]: 'waiting/account_not_ready' },
		});
		expect(await store.syncs.get(sync.id)).toMatchObject({
			...{ error: { code: 'scope_missing' }, needsPerson: false },
		});
		const [row] = await store.syncs.waiting(sync.id, 'oldest', 1);
		expect(row?.sentence).toMatch(/video\.upload/);
		bench.scopes = ['video.upload'];
		bench.nowMs += hourMs;
		await bench.look(sync);
		expect(Object.values(await decisionsOf(store, sync.id))).toEqual([
			...['requested/chosen', 'requested/chosen'],
		]);
		expect((await store.syncs.get(sync.id))?.error).toBeNull();
	});

	test('one that was reposted before is tied to that repost', async () => {
		const { sync, first } = await withFresh();
		const earlier = await store.reposts.create({
			...{ accountId: sync.accountId, videoId: first, posting: 'inbox', again: false },
			settings: {
				...{ allowComment: false, allowDuet: false, allowStitch: false },
				...{ isAigc: false, brandOrganic: false, brandContent: false },
			},
			ownContent: { statement: 'Mine.', by: 'a person', at: new Date().toISOString() },
		});
		await bench.look(sync);
		const { items } = await store.syncs.decisions({ syncId: sync.id, limit: 9 });
		expect(items.find(({ videoId }) => videoId === first)).toMatchObject({
			...{ state: 'requested', reason: 'already_there', repostId: earlier.repost.id },
		});
		expect(bench.engine.asked).toHaveLength(2);
	});

	test('run once more after its notes got lost, it meets its own reposts', async () => {
		const { sync, first } = await withFresh({ rules: rulesWith({ maxPerRun: 1 }) });
		const { markRequested } = store.syncs;
		store.syncs.markRequested = () => Promise.reject(new Error('The worker was killed.'));
		await expect(bench.look(sync)).rejects.toThrow();
		store.syncs.markRequested = markRequested;
		await bench.look(sync);
		expect((await decisionsOf(store, sync.id))[first]).toBe('requested/chosen');
		const { items } = await store.reposts.list({ accountId: sync.accountId, limit: 9 });
		expect(items).toHaveLength(1);
	});
});

describe('whose the channel is', () => {
	const owned = async (kind: 'code' | 'statement', description: string) => {
		const sync = await bench.follow();
		const at = published(31 * dayMs);
		const { verifyCode } = await store.syncs.own(sync.channelId, {
			...{ kind, wording: 'W', by: 'B', at, checkedAt: at },
		});
		const text = description.replace('CODE', verifyCode);
		bench.discovery.add({ channelId: sync.channelId, description: text, title: 'New title' });
		return sync;
	};

	test.each([
		['code', 'With CODE in it'],
		['statement', 'Without'],
	] as const)('by %s is looked at again after 30 days, and holds', async (kind, description) => {
		const sync = await owned(kind, description);
		expect(await bench.look(sync)).toMatchObject({ isOver: false });
		const channel = await store.syncs.channel(sync.channelId);
		expect(channel).toMatchObject({ title: 'New title', ownership: { kind } });
		expect(channel?.ownership?.checkedAt).toBe(new Date(bench.nowMs).toISOString());
		bench.discovery.requests.length = 0;
		await bench.look(sync);
		expect(bench.discovery.requests).toEqual(['list']);
	});

	test('stops the sync until a person acts when the code is gone', async () => {
		const sync = await owned('code', 'Nothing');
		expect(await bench.look(sync)).toMatchObject({ isOver: true });
		const waits = await store.syncs.get(sync.id);
		expect(waits).toMatchObject({ needsPerson: true, error: { code: 'channel_not_verified' } });
		const { verifyCode = '' } = (await store.syncs.channel(sync.channelId)) ?? {};
		expect(waits?.error?.message).toContain(verifyCode);
	});

	test('and when the channel is; but not when YouTube cannot be asked', async () => {
		const gone = await owned('statement', '');
		bench.discovery.channels.delete(gone.channelId);
		expect(await bench.look(gone)).toMatchObject({ isOver: true });
		expect(await store.syncs.get(gone.id)).toMatchObject({ needsPerson: true });
		const unknown = await owned('code', 'Nothing');
		bench.discovery.findChannel = () =>
			Promise.reject(new Problem('youtube_unreachable', 'YouTube does not answer.'));
		expect(await bench.look(unknown)).toMatchObject({ isOver: false });
		expect(await store.syncs.get(unknown.id)).toMatchObject({ needsPerson: false });
	});
});

describe('a preview', () => {
	test('tells of each Short what would happen, with its caption, and keeps nothing', async () => {
		const sync = await bench.follow();
		const old = newVideo({ publishedAt: published(dayMs), title: 'Cats', description: '' });
		const bad = newVideo({ publishedAt: published(2 * dayMs), title: 'An ad' });
		const long = newVideo({ isShort: false, durationSec: 900, widthPx: 1920, heightPx: 1080 });
		bench.discovery.videos.set(sync.channelId, [long, old, bad]);
		const wanted: PreviewWanted = {
			channelId: sync.channelId,
			channel: 'Ana',
			action: 'repost',
			captions: sync.captions,
			rules: rulesWith({ excludeWords: ['ad'] }),
			...{ since: new Date(bench.nowMs).toISOString(), of: { newest: 50 } },
		};
		const { items, sources } = await bench.run(() => bench.activities.previewShorts(wanted));
		expect(items.map(({ video, reason, caption }) => [video, reason, caption])).toEqual([
			[old.videoId, 'backfill', 'Cats'],
			[bad.videoId, 'excluded_word', null],
		]);
		expect(sources).toMatchObject([{ isOk: true }]);
		expect(await decisionsOf(store, sync.id)).toEqual({});
		bench.discovery.trouble = { code: 'youtube_unreachable', message: 'The feed answers 500.' };
		const failed = bench.run(() => bench.activities.previewShorts(wanted));
		await expect(failed).rejects.toMatchObject({ type: 'sync_look_failed' });
	});
});
