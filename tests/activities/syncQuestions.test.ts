import { randomUUID } from 'node:crypto';
import { Problem } from '../../lib/errors';
import { captionRules } from '../../lib/sync/syncRules';
import type { PreviewWanted } from '../../lib/sync/previewed';
import { decisionsOf, newVideo, rulesWith } from '../services/store/syncs/syncSamples';
import { syncBenches } from './syncBench';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const on = syncBenches();
const published = (agoMs: number) => new Date(on.bench.nowMs - agoMs).toISOString();

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

	test.each([
		['repost', 'skipped', 'caption_refused'],
		['announce', 'waiting', 'next_run'],
	] as const)(
		'one whose caption cannot be made does not hide the others: %s',
		async (...given) => {
			const [action, state, reason] = given;
			const sync = await on.bench.follow();
			const long = newVideo({ publishedAt: published(1), description: 'a '.repeat(2_500) });
			const fine = newVideo({ publishedAt: published(2), description: 'Fine.' });
			on.bench.discovery.videos.set(sync.channelId, [long, fine]);
			const template = '{{ description | replace: " ", description }}';
			const { items } = await on.bench.run(() =>
				on.bench.activities.previewShorts({
					...{ channelId: sync.channelId, channel: 'Ana', action },
					...{ captions: captionRules.parse({ template }), of: { newest: 50 } },
					rules: rulesWith({ backfill: 'all' }),
					since: new Date(on.bench.nowMs).toISOString(),
				}),
			);
			expect(items).toMatchObject([
				{ video: long.videoId, state, reason, caption: null },
				{ video: fine.videoId, state: 'waiting', caption: 'Fine.' },
			]);
		},
	);

	test('promises the newest so many of a backfill, whatever the order of the list', async () => {
		on.bench.listNoDates();
		const videos = [1, 2, 3, 4, 5, 6].map((hours) =>
			newVideo({ publishedAt: published(hours * hourMs) }),
		);
		const rules = rulesWith({ backfill: { last: 3 } });
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

	test('of those published at the same time, promises the same ones that the sync takes', async () => {
		const publishedAt = published(hourMs);
		const videos = ['zz', 'Zb', '_a', 'aB', 'ab', '9c'].map((id) =>
			newVideo({ publishedAt, videoId: `${id}${randomUUID().slice(0, 8)}_` }),
		);
		const rules = rulesWith({ backfill: { last: 3 } });
		const sync = await on.bench.follow({ action: 'announce', rules });
		on.bench.discovery.videos.set(sync.channelId, videos);
		const { items } = await on.bench.run(() =>
			on.bench.activities.previewShorts({
				...{ channelId: sync.channelId, channel: 'Ana', action: 'repost', rules },
				...{ captions: sync.captions, of: { newest: 50 } },
				since: sync.since.toISOString(),
			}),
		);
		await on.bench.look(sync);
		const decisions = Object.entries(await decisionsOf(on.store, sync.id));
		const taken = decisions.filter(([, decision]) => decision === 'announced/chosen');
		const promised = items.filter(({ state }) => state === 'waiting');
		expect(promised.map(({ video }) => video).sort()).toEqual(taken.map(([id]) => id).sort());
		expect(promised).toHaveLength(3);
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
				...{ type: 'youtube_try_later', nonRetryable: true },
				message: 'YouTube took too long to answer: try again in a few minutes.',
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
			await expect(failed).rejects.toMatchObject({ type: 'youtube_try_later' });
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
