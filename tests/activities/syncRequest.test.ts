import { postSettings } from '../../lib/posting/request';
import { captionRules } from '../../lib/sync/syncRules';
import { decisionsOf, newVideo, rulesWith } from '../services/store/syncs/syncSamples';
import { syncBenches, type SyncBench } from './syncBench';

const hourMs = 3_600_000;

const on = syncBenches();
const published = (agoMs: number) => new Date(on.bench.nowMs - agoMs).toISOString();

describe('requests', () => {
	async function withFresh(given: Parameters<SyncBench['follow']>[0] = {}) {
		const sync = await on.bench.follow(given);
		await on.bench.look(sync);
		on.bench.nowMs += hourMs;
		const videos = [
			newVideo({ publishedAt: published(2_000) }),
			newVideo({ publishedAt: published(9_000) }),
		];
		on.bench.discovery.videos.set(sync.channelId, videos);
		const [later, first] = videos.map(({ videoId }) => videoId) as [string, string];
		return { sync, first, later };
	}

	test('what the account does not allow leaves them waiting, told in words, until it does', async () => {
		const { sync, first, later } = await withFresh();
		on.bench.scopes = [];
		await on.bench.look(sync);
		expect(await decisionsOf(on.store, sync.id)).toEqual({
			...{ [first]: 'waiting/account_not_ready', [later]: 'waiting/account_not_ready' },
		});
		expect(await on.store.syncs.get(sync.id)).toMatchObject({
			...{ error: { code: 'scope_missing' }, needsPerson: false },
		});
		const [row] = await on.store.syncs.waiting(sync.id, 'oldest', 1);
		expect(row?.sentence).toMatch(/video\.upload/);
		on.bench.scopes = ['video.upload'];
		on.bench.nowMs += hourMs;
		await on.bench.look(sync);
		expect(Object.values(await decisionsOf(on.store, sync.id))).toEqual([
			...['requested/chosen', 'requested/chosen'],
		]);
		expect((await on.store.syncs.get(sync.id))?.error).toBeNull();
	});

	test('one that the template makes too long of is skipped, the others go on, until another makes it', async () => {
		const template = '{{ description | replace: " ", description }}';
		const { sync, first, later } = await withFresh({
			captions: captionRules.parse({ template }),
		});
		const videos = on.bench.discovery.videos.get(sync.channelId) ?? [];
		on.bench.discovery.videos.set(
			sync.channelId,
			videos.map((video) => ({
				...video,
				description: video.videoId === first ? 'a '.repeat(2_500) : 'Fine.',
			})),
		);
		await on.bench.look(sync);
		expect(await decisionsOf(on.store, sync.id)).toEqual({
			...{ [first]: 'skipped/caption_refused', [later]: 'requested/chosen' },
		});
		const refused = await on.store.syncs.found(sync.id, first);
		expect(refused?.sentence).toMatch(/template .*makes far too much text\.$/);
		expect((await on.store.syncs.get(sync.id))?.error).toBeNull();

		await on.store.syncs.edit(sync.id, { captions: captionRules.parse({}) });
		await on.bench.look(sync);
		expect(await decisionsOf(on.store, sync.id)).toEqual({
			...{ [first]: 'requested/chosen', [later]: 'requested/chosen' },
		});
	});

	test('one that was reposted before is tied to that repost', async () => {
		const { sync, first } = await withFresh();
		const earlier = await on.store.reposts.create({
			...{ accountId: sync.accountId, videoId: first, posting: 'inbox', again: false },
			settings: postSettings.parse({}),
			ownContent: { statement: 'Mine.', by: 'a person', at: new Date().toISOString() },
		});
		await on.bench.look(sync);
		const { items } = await on.store.syncs.decisions({ syncId: sync.id, limit: 9 });
		expect(items.find(({ videoId }) => videoId === first)).toMatchObject({
			...{ state: 'requested', reason: 'already_there', repostId: earlier.repost.id },
			sentence: expect.stringMatching(
				/^There was a repost .*: nothing is posted twice/,
			) as string,
		});
		expect(on.bench.engine.asked).toHaveLength(2);
	});

	test('those that were reposted before take no place in a run', async () => {
		const { sync, first, later } = await withFresh({ rules: rulesWith({ maxPerRun: 1 }) });
		const last = newVideo({ publishedAt: published(1_000) });
		const videos = on.bench.discovery.videos.get(sync.channelId) ?? [];
		on.bench.discovery.videos.set(sync.channelId, [last, ...videos]);
		await on.store.reposts.create({
			...{ accountId: sync.accountId, videoId: first, posting: 'inbox', again: false },
			settings: postSettings.parse({}),
			ownContent: { statement: 'Mine.', by: 'a person', at: new Date().toISOString() },
		});
		await on.bench.look(sync);
		expect(await decisionsOf(on.store, sync.id)).toEqual({
			...{ [first]: 'requested/already_there', [later]: 'requested/chosen' },
			[last.videoId]: 'waiting/run_limit',
		});
	});

	test.each(['paused', 'changed', 'removed'])(
		'a sync that is %s meanwhile asks for no more',
		async (how) => {
			const { sync, first, later } = await withFresh();
			const { syncs } = on.store;
			const markRequested = syncs.markRequested.bind(syncs);
			syncs.markRequested = async (...given) => {
				await markRequested(...given);
				if (how === 'paused') await syncs.pause(sync.id, null);
				if (how === 'changed') {
					await syncs.edit(sync.id, { rules: rulesWith({ excludeWords: ['words'] }) });
				}
				if (how === 'removed') await syncs.end(sync.id);
			};
			await on.bench.look(sync);
			syncs.markRequested = markRequested;
			expect(await decisionsOf(on.store, sync.id)).toEqual({
				[first]: 'requested/chosen',
				[later]: how === 'changed' ? 'undecided/new' : 'waiting/next_run',
			});
			expect(on.bench.engine.asked).toHaveLength(1);
		},
	);

	test('those that wait for the same are told in one go', async () => {
		const { sync } = await withFresh({ rules: rulesWith({ maxPerRun: 1 }) });
		const more = Array.from({ length: 15 }, () => newVideo({ publishedAt: published(1_000) }));
		on.bench.discovery.videos.set(sync.channelId, more);
		const { syncs } = on.store;
		const decide = syncs.decide.bind(syncs);
		const told: number[] = [];
		syncs.decide = (id, ids, decision, ...rest) => {
			if (decision.reason === 'run_limit') told.push([ids].flat().length);
			return decide(id, ids, decision, ...rest);
		};
		await on.bench.look(sync);
		on.bench.scopes = [];
		await on.bench.look(sync);
		syncs.decide = decide;
		expect(told).toEqual([14]);
		expect(await syncs.counts(sync.id)).toMatchObject({ requested: 1, waiting: 14 });
	});

	test('what a sync only announces is limited by its run alone', async () => {
		const rules = rulesWith({ backfill: 'all', maxPerRun: 12 });
		const sync = await on.bench.follow({ action: 'announce', rules });
		const old = Array.from({ length: 14 }, () => newVideo({ publishedAt: published(hourMs) }));
		on.bench.discovery.videos.set(sync.channelId, old);
		await on.bench.look(sync);
		expect(Object.values(await decisionsOf(on.store, sync.id)).sort()).toEqual([
			...Array.from({ length: 12 }, () => 'announced/chosen'),
			...['waiting/run_limit', 'waiting/run_limit'],
		]);
	});

	test('run once more after its notes got lost, it meets its own reposts', async () => {
		const { sync, first } = await withFresh({ rules: rulesWith({ maxPerRun: 1 }) });
		const markRequested = on.store.syncs.markRequested.bind(on.store.syncs);
		on.store.syncs.markRequested = () => Promise.reject(new Error('The worker was killed.'));
		await expect(on.bench.look(sync)).rejects.toThrow();
		on.store.syncs.markRequested = markRequested;
		await on.bench.look(sync);
		expect((await decisionsOf(on.store, sync.id))[first]).toBe('requested/chosen');
		const { items } = await on.store.reposts.list({ accountId: sync.accountId, limit: 9 });
		expect(items).toHaveLength(1);
	});
});
