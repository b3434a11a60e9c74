import { repostRequest } from '../../../lib/posting/request';
import type { Previewed } from '../../../lib/sync/previewed';
import { previewRequest, type SyncRequestInput } from '../../../lib/sync/syncView';
import { newRepost } from '../store/samples';
import { decided, newVideo } from '../store/syncs/syncSamples';
import { by, syncDeskBench } from './syncDeskBench';

const on = syncDeskBench();

test('a preview shows what was reposted before as that', async () => {
	const { handle } = on.newChannel();
	const { id } = (await on.create({ channel: handle })).sync;
	const video = 'previewed01';
	const item: Previewed['items'][number] = {
		...{ video, url: `https://www.youtube.com/shorts/${video}`, title: 'T' },
		...{ reason: 'next_run', sentence: 'It goes.', caption: 'T' },
		...{ state: 'waiting', durationSec: 9, publishedAt: null },
	};
	on.web.engine.previewed = { items: [item], sources: [] };
	const preview = { account: 'sandbox_creator', channel: handle, count: 5 };
	const before = await on.web.syncs.preview(previewRequest.parse(preview));
	expect(before.items).toEqual([{ ...item, repost: null }]);
	await on.web.desk.request(
		repostRequest.parse({ account: 'sandbox_creator', video, ownContent: true }),
		by,
	);
	expect((await on.web.syncs.previewOf(id, 5)).items).toMatchObject([
		{
			...{ state: 'requested', reason: 'already_there', repost: { state: 'resolving' } },
			sentence: expect.stringMatching(
				/^There was a repost .*: nothing is posted twice/,
			) as string,
		},
	]);
});

test('a preview says of what the rules leave out what the run says, reposted before or not', async () => {
	const { handle } = on.newChannel();
	const { sync } = await on.create({ channel: handle });
	const video = 'leftOut_001';
	await on.web.desk.request(
		repostRequest.parse({ account: 'sandbox_creator', video, ownContent: true }),
		by,
	);
	const item: Previewed['items'][number] = {
		...{ video, url: '', title: 'T', durationSec: 9, publishedAt: null, caption: 'T' },
		...{ state: 'skipped', reason: 'backfill', sentence: 'Not among the newest 2.' },
	};
	on.web.engine.previewed = { items: [item], sources: [] };
	expect((await on.web.syncs.previewOf(sync.id, 5)).items).toEqual([{ ...item, repost: null }]);
	// What was skipped for good stays so.
	const short = newVideo();
	await on.web.store.syncs.saveLook(sync.id, { videos: [short], memory: {} });
	await on.web.store.syncs.decide(sync.id, short.videoId, decided('skipped', 'gone'));
	on.web.engine.previewed = {
		items: [{ ...item, video: short.videoId, state: 'waiting', reason: 'next_run' }],
		sources: [],
	};
	expect((await on.web.syncs.previewOf(sync.id, 5)).items).toMatchObject([
		{ state: 'skipped', reason: 'gone' },
	]);
	// Announcing asks for no repost.
	const taken = { ...item, state: 'waiting', reason: 'next_run' } as const;
	on.web.engine.previewed = { items: [taken], sources: [] };
	const announce = { account: 'sandbox_creator', channel: handle, action: 'announce' };
	const { items } = await on.web.syncs.preview(previewRequest.parse(announce));
	expect(items).toEqual([{ ...taken, repost: null }]);
});

test('a preview tells whether the code stands in the description', async () => {
	const { channelId, handle } = on.newChannel();
	const { engine, store } = on.web;
	on.web.engine.previewed = { items: [], sources: [] };
	const wanted = previewRequest.parse({ account: 'sandbox_creator', channel: handle });
	const found = engine.channels.get(channelId);
	if (!found) throw new Error('There is no channel.');
	const shown = async (description: string | null) => {
		Object.assign(found, { description });
		return (await on.web.syncs.preview(wanted)).verification;
	};
	expect(await shown('Tea.')).toBe('codeMissing');
	expect(await shown(null)).toBe('codeUnknown');
	const { verifyCode = '' } = (await store.syncs.channel(channelId)) ?? {};
	expect(await shown(verifyCode)).toBe('codeThere');
	const { sync } = await on.create({ channel: handle, ownContent: undefined });
	expect(await shown(verifyCode)).toBe('own');
	expect(await shown('Tea.')).toBe('codeGone');
	// A sync's own costs no question about the channel.
	engine.asked.length = 0;
	expect((await on.web.syncs.previewOf(sync.id, 5)).verification).toBe('own');
	expect(engine.asked).toEqual(['preview']);
});

describe('other rules for a channel that is followed', () => {
	const { rules } = previewRequest.parse({ account: 'a', channel: '@a' });

	async function shown(
		rows: { state: 'skipped'; reason: 'too_long' | 'gone' | 'caption_refused' }[],
		request: Pick<SyncRequestInput, 'rules' | 'captions'>,
	) {
		const { handle } = on.newChannel();
		const { sync } = await on.create({ channel: handle, rules: { maxDurationSec: 10 } });
		const { syncs } = on.web.store;
		const videos = rows.map(() => newVideo());
		await syncs.saveLook(sync.id, { videos, memory: {} });
		for (const [n, { videoId }] of videos.entries()) {
			const { state, reason } = rows[n] ?? { state: 'skipped', reason: 'gone' };
			await syncs.decide(sync.id, videoId, decided(state, reason));
		}
		on.web.engine.previewed = {
			items: videos.map(({ videoId: video, publishedAt }) => ({
				...{ video, url: '', title: 'T', durationSec: 9, caption: 'T', publishedAt },
				...{ state: 'waiting', reason: 'next_run', sentence: 'It goes.' },
			})),
			sources: [],
		};
		const asked = { account: 'sandbox_creator', channel: handle, ...request };
		const preview = await on.web.syncs.preview(previewRequest.parse(asked));
		return { sync, preview, reasons: preview.items.map(({ reason }) => reason) };
	}

	const skipped = [
		{ state: 'skipped', reason: 'too_long' },
		{ state: 'skipped', reason: 'gone' },
		{ state: 'skipped', reason: 'caption_refused' },
	] as const;

	test('are tried out from when the sync began, and the answer names it', async () => {
		const asked = jest.spyOn(on.web.engine, 'previewSync');
		const { sync, preview } = await shown([], { rules });
		const since = (await on.web.store.syncs.get(sync.id))?.since.toISOString();
		expect(preview).toMatchObject({ followedAs: sync.id, since });
		expect(asked).toHaveBeenCalledWith(expect.objectContaining({ since, rules }));
		asked.mockRestore();
		const announced = { account: 'sandbox_creator', channel: sync.channel.id };
		const other = previewRequest.parse({ ...announced, action: 'announce' });
		expect(await on.web.syncs.preview(other)).toMatchObject({ followedAs: null });
	});

	test('decide anew what saving them would decide anew', async () => {
		const changed = await shown([...skipped], { rules });
		expect(changed.reasons).toEqual(['next_run', 'gone', 'caption_refused']);
		const same = await shown([...skipped], { rules: { maxDurationSec: 10 } });
		expect(same.reasons).toEqual(['too_long', 'gone', 'caption_refused']);
		const template = '{{ first_line }}';
		const captions = await shown([...skipped], {
			...{ rules: { maxDurationSec: 10 }, captions: { template } },
		});
		expect(captions.reasons).toEqual(['too_long', 'gone', 'next_run']);
	});

	test('leave what was posted as it stands, and count it for the day', async () => {
		const { handle } = on.newChannel();
		const { sync } = await on.create({ channel: handle });
		const video = newVideo();
		await on.web.store.syncs.saveLook(sync.id, { videos: [video], memory: {} });
		const repost = await newRepost(on.web.store, {
			...{ accountId: sync.accountId, videoId: video.videoId },
		});
		const chosen = decided('requested', 'chosen');
		await on.web.store.syncs.markRequested(sync.id, video.videoId, repost.id, chosen);
		const item = { url: '', title: 'T', durationSec: 9, caption: 'T', publishedAt: null };
		on.web.engine.previewed = {
			items: [
				{
					...{ ...item, video: video.videoId, state: 'skipped' },
					...{ reason: 'too_long', sentence: 'Too long.' },
				},
				{
					...{ ...item, video: 'anotherOne1', state: 'waiting' },
					...{ reason: 'next_run', sentence: 'It goes.' },
				},
			],
			sources: [],
		};
		const wanted = { account: 'sandbox_creator', channel: handle, rules: { maxPerDay: 1 } };
		const { items } = await on.web.syncs.preview(previewRequest.parse(wanted));
		expect(items).toMatchObject([
			{ state: 'requested', reason: 'chosen', repost: { id: repost.id } },
			{ state: 'waiting', reason: 'day_limit' },
		]);
	});
});

describe('a preview of a sync', () => {
	const hourMs = 3_600_000;
	const items = [-hourMs, hourMs].map((fromNowMs, n): Previewed['items'][number] => ({
		...{ video: `heldUp${n}xxxx`, url: '', title: 'T', durationSec: 9, caption: 'T' },
		...{ state: 'waiting', reason: 'next_run', sentence: 'It goes.' },
		publishedAt: new Date(Date.now() + fromNowMs).toISOString(),
	}));

	async function shownWith10Open(request: Partial<SyncRequestInput>) {
		const { handle } = on.newChannel();
		const { sync } = await on.create({ channel: handle, ...request });
		const { syncs } = on.web.store;
		const videos = Array.from({ length: 10 }, () => newVideo());
		const chosen = decided('requested', 'chosen');
		await syncs.saveLook(sync.id, { videos, memory: {} });
		for (const { videoId } of videos) {
			const repost = await newRepost(on.web.store);
			await syncs.markRequested(sync.id, videoId, repost.id, chosen);
		}
		on.web.engine.previewed = { items, sources: [] };
		return (await on.web.syncs.previewOf(sync.id, 5)).items;
	}

	test('says what its run would say of older Shorts while 10 are on their way', async () => {
		expect(await shownWith10Open({ rules: { backfill: 'all' } })).toMatchObject([
			{
				...{ state: 'waiting', reason: 'open_limit', caption: 'T' },
				sentence: expect.stringMatching(/^10 reposts of this sync are on/) as string,
			},
			{ state: 'waiting', reason: 'next_run', sentence: 'It goes.' },
		]);
	});

	test('says so of every Short when the day has had its share', async () => {
		const shown = await shownWith10Open({ rules: { maxPerDay: 10 } });
		expect(shown.map(({ reason }) => reason)).toEqual(['day_limit', 'day_limit']);
	});

	test('tells of no reposts on their way where none are made', async () => {
		const shown = await shownWith10Open({ action: 'announce' });
		expect(shown.map(({ reason }) => reason)).toEqual(['next_run', 'next_run']);
	});
});
