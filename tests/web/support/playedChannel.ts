import { repostRequest } from '../../../lib/posting/request';
import type { Decision } from '../../../lib/sync/decision';
import type { Previewed } from '../../../lib/sync/previewed';
import type { ChannelVideo } from '../../../lib/youtube/channelVideo';
import { shortUrl } from '../../../lib/youtube/videoId';
import type { FoundChannel } from '../../../services/discovery/discovery';
import { connectedWeb } from './connectedWeb';
import type { WebUnderTest } from './startWebUnderTest';

const studio: FoundChannel = {
	channelId: 'UCsandboxStudio000000001',
	handle: '@sandboxstudio',
	title: 'Sandbox Studio',
	description: 'Things that are made by hand.',
	avatarUrl: null,
};
const stranger: FoundChannel = {
	...{ channelId: 'UCsomebodyElse0000000001', handle: '@stranger', title: 'Stranger' },
	...{ description: '', avatarUrl: null },
};

const publishedAt = '2026-11-20T10:00:00.000Z';

/** Videos as a look finds them, and what is decided about each. */
const shorts: (Pick<ChannelVideo, 'videoId' | 'title' | 'durationSec'> & Decision)[] = [
	{
		...{ videoId: 'kX3u7Rn_s0Q', title: 'Seven seconds of sunrise', durationSec: 7 },
		...{ state: 'waiting', reason: 'next_run', sentence: 'Chosen.', lookAgainAt: null },
	},
	{
		...{ videoId: 'Lg7oPq2vW-8', title: 'Pottery wheel, start to finish', durationSec: 20 },
		...{ state: 'waiting', reason: 'day_limit', lookAgainAt: null },
		sentence: '3 were taken today, the most a day: it is taken tomorrow.',
	},
	{
		...{ videoId: 'prem1ere_01', title: 'Premiere: <b>the new studio</b>', durationSec: null },
		...{ state: 'undecided', reason: 'premiere', sentence: 'It is a premiere.' },
		lookAgainAt: '2026-12-21T18:00:00.000Z',
	},
	{
		...{ videoId: 'l1veStream0', title: 'Live from the kiln', durationSec: 30 },
		...{ state: 'skipped', reason: 'excluded_word', lookAgainAt: null },
		sentence: 'It has the word “live”, which is excluded.',
	},
	{
		...{ videoId: 'T3h_m1nutes', title: 'Three minutes of rain', durationSec: 180 },
		...{ state: 'skipped', reason: 'too_long', lookAgainAt: null },
		sentence: 'It is 180 s long, and the rules take at most 60 s.',
	},
];

const previewed: Previewed = {
	items: shorts.map(({ videoId: video, title, durationSec, state, reason, sentence }) => ({
		...{ video, title, durationSec, publishedAt, state, reason, sentence },
		url: shortUrl(video),
		caption: state === 'waiting' ? `${title}\n#handmade` : null,
	})),
	sources: [],
};

/** Whoever owns `@sandboxstudio` follows it. */
export const wish = { account: 'sandbox_creator', channel: '@sandboxstudio', ownContent: true };

/** The web service with an account and these channels. */
export async function webWithChannels(): Promise<WebUnderTest> {
	const web = await connectedWeb();
	playChannels(web);
	return web;
}

/** YouTube as these tests play it: `@sandboxstudio` with five videos, and `@stranger`. */
export function playChannels({ engine }: WebUnderTest): void {
	for (const channel of [studio, stranger]) {
		engine.channels.set(channel.channelId, channel);
		engine.channels.set(channel.handle?.slice(1) ?? '', channel);
	}
	engine.previewed = previewed;
}

/** As after one look of the sync; the first Short has been requested. */
export async function playLook({ store, desk }: WebUnderTest, syncId: string): Promise<void> {
	const { syncs } = store;
	const startedAt = new Date();
	const videos = shorts.map(({ videoId, title, durationSec }): ChannelVideo => ({
		...{ videoId, title, durationSec, publishedAt, description: '#handmade' },
		...{ widthPx: 1080, heightPx: 1920, isShort: true, live: 'none', access: 'public' },
		startsAt: null,
	}));
	await syncs.saveLook(syncId, { videos, memory: {} });
	for (const { videoId, state, reason, sentence, lookAgainAt } of shorts) {
		await syncs.decide(syncId, videoId, { state, reason, sentence, lookAgainAt });
	}
	const sync = await syncs.get(syncId);
	const { repost } = await desk.request(
		repostRequest.parse({
			...{ account: sync?.accountId, video: shorts[0]?.videoId, ownContent: true },
		}),
		'sync (test)',
	);
	await syncs.markRequested(syncId, repost.videoId, repost.id, {
		...{ state: 'requested', reason: 'chosen', sentence: 'Chosen.', lookAgainAt: null },
	});
	await syncs.saveRun(syncId, {
		startedAt,
		numbers: await syncs.tally(syncId, startedAt),
		sources: [
			{
				...{ source: 'rss', isOk: false, found: 0, requests: 1, isUnchanged: false },
				error: { code: 'youtube_failed', message: 'The feed answered 404.' },
			},
		],
		error: null,
	});
}
