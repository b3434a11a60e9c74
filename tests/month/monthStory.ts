import type { DecisionReason, DecisionState } from '../../lib/sync/decision';
import type { VideoInput } from '../../sandbox/youtube/channels/channel';
import type { SyncDesk } from '../../services/desk/syncDesk';
import type { MonthBench } from './monthBench';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export const timeZone = 'America/New_York';
/** In New York clocks go forward on the 14th. */
export const beginsAt = new Date('2027-03-01T00:20:00Z');
export const days = 36;

type Expected = `${DecisionState}/${DecisionReason}`;

export interface Stage {
	month: MonthBench;
	desk: SyncDesk;
	syncId: string;
	channelId: string;
	/** What is to have become of each video at the end. */
	expected: Map<string, Expected>;
	/** Puts a Short into the channel, so long before the present moment, that is to be reposted unless `becomes` says else. */
	publish: (input?: VideoInput & { agoMs?: number }, becomes?: Expected) => string;
}

/** What happens just before the look of that hour, or instead of it. */
export interface Chapter {
	day: number;
	hour: number;
	happens: (stage: Stage) => Promise<void> | void;
	/** Nobody looks for so many hours from then on. */
	silentHours?: number;
}

const kept: Record<string, string> = {};
const burst = ({ publish }: Stage, count: number): void => {
	for (let n = count; n > 0; n--) publish({ title: `Burst ${n}`, agoMs: n * 2 * minuteMs });
};
const at = (day: number, hour: number, happens: Chapter['happens'], silentHours?: number) => ({
	...{ day, hour, happens },
	...(silentHours === undefined ? {} : { silentHours }),
});

/** 36 days of a channel. Every other hour has its look, and each of these moments; every seventh hour has a Short. */
export const story: Chapter[] = [
	at(1, 14, (stage) => burst(stage, 8)),

	// The Data API's quota is used up: feeds, and where they end yt-dlp.
	at(2, 9, ({ month }) => month.youtube.setQuota(0)),
	at(2, 10, (stage) => burst(stage, 20)),
	at(2, 20, ({ month }) => month.youtube.setQuota(10_000)),
	at(3, 10, ({ month, publish }) => {
		month.youtube.setFault({ dataApi: { reason: 'backendError' }, feeds: { status: 404 } });
		publish({ title: 'By yt-dlp' });
	}),
	at(3, 12, ({ month }) => {
		month.youtube.setFault({
			dataApi: { reason: 'backendError' },
			channelPages: { status: 500 },
		});
	}),
	at(3, 16, ({ month, publish }) => {
		const feeds = { status: 500 };
		month.youtube.setFault({
			...{ dataApi: { reason: 'backendError' }, feeds, channelPages: { status: 500 } },
		});
		publish({ title: 'While nothing answers' });
	}),
	at(3, 18, ({ month }) => month.youtube.setFault({})),

	at(5, 8, ({ month, channelId, publish }) => {
		month.youtube.channels.change(channelId, { handle: '@ana.new', title: 'Ana, renamed' });
		publish({ title: 'Under a new name' });
	}),

	// A re-upload has an id of its own: it is another Short.
	at(6, 8, ({ publish }) => void (kept.deleted = publish({ title: 'With a mistake' }))),
	at(6, 10, ({ month, publish }) => {
		month.youtube.channels.removeVideo(kept.deleted ?? '');
		publish({ title: 'With a mistake' });
	}),

	// For some days YouTube has no list of the channel's Shorts, so that all its uploads are seen.
	at(8, 6, ({ month, channelId }) => {
		month.youtube.channels.change(channelId, { hasShortsList: false });
	}),
	at(8, 8, ({ publish }) => {
		const wide = { width: 1920, height: 1080, durationSec: 600, isShort: false };
		publish({ title: 'A talk', ...wide }, 'skipped/not_a_short');
		kept.live = publish({ title: 'Live', ...wide, live: 'live' }, 'skipped/was_live');
	}),
	at(8, 13, ({ month }) => {
		month.youtube.channels.changeVideo(kept.live ?? '', { live: 'ended' });
	}),
	at(9, 8, ({ month, publish }) => {
		const startsAt = new Date(month.nowMs() + 5 * hourMs).toISOString();
		publish({ title: 'A premiere', live: 'premiere', startsAt });
		kept.members = publish({ title: 'For members', access: 'membersOnly' });
		kept.hidden = publish({ title: 'Not yet', isProcessing: true, durationSec: 0 });
	}),
	at(9, 9, ({ month }) => {
		month.youtube.channels.changeVideo(kept.hidden ?? '', { access: 'private' });
	}),
	at(9, 20, ({ month }) => {
		const shown = { access: 'public', isProcessing: false, durationSec: 12 } as const;
		month.youtube.channels.changeVideo(kept.hidden ?? '', shown);
		month.youtube.channels.changeVideo(kept.members ?? '', { access: 'public' });
	}),
	at(12, 6, ({ month, channelId }) => {
		month.youtube.channels.change(channelId, { hasShortsList: true });
	}),

	// Eight a day at most, over the day that has 23 hours.
	at(12, 8, ({ desk, syncId }) => rule(desk, syncId, { maxPerDay: 8 })),
	at(13, 3, (stage) => burst(stage, 14)),
	at(13, 9, (stage) => burst(stage, 9)),

	// The worker is away; the Schedule makes up for one look.
	at(16, 2, (stage) => burst(stage, 3), 10),
	at(16, 12, ({ month }) => month.newWorker()),
	// The store is away for some calls; so is Temporal, which nothing but the missing looks tells.
	at(18, 5, ({ month, publish }) => {
		publish({ title: 'While the store is away' });
		month.broken.calls = 3;
	}),
	at(19, 1, (stage) => burst(stage, 2), 30),

	at(20, 6, ({ publish }) => {
		publish({ title: 'Buy this', description: 'An advert' }, 'requested/chosen');
		publish({ title: 'Secret sale' }, 'skipped/excluded_word');
	}),
	at(20, 18, ({ desk, syncId }) => rule(desk, syncId, { excludeWords: ['sale'] })),

	at(22, 4, async ({ desk, syncId, publish }) => {
		await desk.pause(syncId, 'On holiday');
		publish({ title: 'On the holiday' });
	}),
	at(23, 4, async ({ desk, syncId }) => {
		await desk.resume(syncId);
	}),

	// Whose the channel is was asked when YouTube was back, on day 3 at 18:00, and is again 30 days later. The code is gone by
	// then, and is missed for a day before the sync waits for a person, who puts it back.
	at(33, 0, ({ month, channelId, publish }) => {
		month.youtube.channels.change(channelId, { description: 'Nothing here.' });
		publish({ title: 'Whose is it?' });
	}),
	at(35, 2, async ({ month, channelId, desk, syncId }) => {
		const { state, error } = await desk.get(syncId);
		expect({ state, code: error?.code }).toEqual({
			...{ state: 'needsAttention', code: 'channel_not_verified' },
		});
		const channel = await month.store.syncs.channel(channelId);
		month.youtube.channels.change(channelId, { description: channel?.verifyCode ?? '' });
		await desk.resume(syncId);
	}),
];

async function rule(
	desk: SyncDesk,
	syncId: string,
	rules: { maxPerDay?: number; excludeWords?: string[] },
): Promise<void> {
	await desk.change(syncId, { rules }, 'operator (API)');
}

export const clockOf = ({ day, hour }: Pick<Chapter, 'day' | 'hour'>): number =>
	beginsAt.getTime() + day * dayMs + hour * hourMs;
