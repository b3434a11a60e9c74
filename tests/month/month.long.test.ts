import { captionRules, syncRules } from '../../lib/sync/syncRules';
import { syncPostSettings } from '../../lib/sync/syncView';
import { createSyncDesk } from '../../services/desk/createSyncDesk';
import type { SyncVideo } from '../../services/store/syncs/syncs';
import { newAccount } from '../services/store/samples';
import { monthBench, type MonthBench } from './monthBench';
import { beginsAt, clockOf, days, story, timeZone, type Stage } from './monthStory';

const hourMs = 3_600_000;
const by = 'operator (API)';
const quiet = { info() {}, warn() {}, error() {} };

jest.setTimeout(400_000);

let month: MonthBench;
beforeAll(async () => {
	month = await monthBench(beginsAt);
});
afterAll(() => month.close());

test('a month: no Short twice, none lost, and one decision with its reason for each', async () => {
	const stage = await follow();
	const chapters = story.map((chapter) => ({ ...chapter, atMs: clockOf(chapter) }));
	let silentUntilMs = 0;
	for (let hour = 1; hour < days * 24; hour++) {
		const atMs = beginsAt.getTime() + hour * hourMs;
		if (atMs >= silentUntilMs) await month.waitUntil(atMs);
		if (hour % 7 === 0) stage.publish({ title: `Short of hour ${hour}` });
		const present = chapters.filter((each) => each.atMs === atMs);
		for (const chapter of present) {
			if (chapter.silentHours) silentUntilMs = atMs + chapter.silentHours * hourMs;
			await chapter.happens(stage);
		}
		const isTime = hour % 2 === 0 || present.length > 0;
		if (isTime && atMs >= silentUntilMs) await month.tick(stage.syncId);
	}
	await month.waitUntil(beginsAt.getTime() + (days + 1) * 24 * hourMs);
	for (let n = 0; n < 4; n++) await month.tick(stage.syncId);

	const rows = await decisions(stage.syncId);
	const became = Object.fromEntries(
		rows.map(({ videoId, state, reason }) => [videoId, `${state}/${reason}`]),
	);
	expect(became).toEqual(Object.fromEntries(stage.expected));
	expect(rows.filter(({ sentence }) => sentence.length < 10)).toEqual([]);

	const wanted = [...stage.expected].filter(([, what]) => what === 'requested/chosen');
	const posted = await reposts();
	expect(posted.sort()).toEqual(wanted.map(([id]) => id).sort());
	expect(Math.max(...perDay(rows.filter(({ requestedAt }) => requestedAt)).values())).toBe(8);
});

/** A channel of 20 old Shorts that is the person's own by its code; the newest three are taken. */
async function follow(): Promise<Stage> {
	const { store, youtube, now } = month;
	const { channels } = youtube;
	const { id: channelId } = channels.add({ title: 'Ana', handle: '@ana' });
	const { id: accountId } = await newAccount(store);
	await store.lanes.change(accountId, { timeZone });
	const expected: Stage['expected'] = new Map();
	const publish: Stage['publish'] = ({ agoMs = 60_000, ...input } = {}, becomes) => {
		const publishedAt = new Date(now().getTime() - agoMs).toISOString();
		const { id } = channels.publish(channelId, { publishedAt, ...input });
		expected.set(id, becomes ?? 'requested/chosen');
		return id;
	};
	for (let n = 20; n > 0; n--) {
		publish(
			{ title: `Old ${n}`, agoMs: n * hourMs },
			n > 3 ? 'skipped/backfill' : 'requested/chosen',
		);
	}
	const channel = await store.syncs.keepChannel({
		...{ channelId, handle: '@ana', title: 'Ana', avatarUrl: null },
	});
	channels.change(channelId, { description: `Hello. ${channel.verifyCode}` });
	const [at, wording] = [now().toISOString(), 'The code stands there.'];
	await store.syncs.own(channelId, { kind: 'code', wording, by, at, checkedAt: at });
	const { sync } = await store.syncs.create({
		...{ accountId, channelId, action: 'repost', posting: 'inbox', by },
		settings: syncPostSettings.parse({}),
		rules: syncRules.parse({ backfill: { last: 3 }, excludeWords: ['buy', 'sale'] }),
		captions: captionRules.parse({}),
		...{ everyMinutes: 120, isPaused: false, leaseMinutes: null },
	});
	const desk = createSyncDesk({
		...{ store, engine: month.engine, now, log: quiet },
		tiktok: { scopesOf: () => Promise.resolve(['video.upload', 'video.publish']) },
	});
	return { month, desk, syncId: sync.id, channelId, expected, publish };
}

async function decisions(syncId: string): Promise<SyncVideo[]> {
	const rows: SyncVideo[] = [];
	let cursor: string | null = null;
	do {
		const page: { items: SyncVideo[]; nextCursor: string | null } =
			await month.store.syncs.decisions({
				...{ syncId, limit: 100 },
				...(cursor === null ? {} : { cursor }),
			});
		rows.push(...page.items);
		cursor = page.nextCursor;
	} while (cursor !== null);
	return rows;
}

/** The videos of all reposts there are, each as often as there is one. */
async function reposts(): Promise<string[]> {
	const ids: string[] = [];
	let cursor: string | null = null;
	do {
		const page: { items: { videoId: string }[]; nextCursor: string | null } =
			await month.store.reposts.list({ limit: 100, ...(cursor === null ? {} : { cursor }) });
		ids.push(...page.items.map(({ videoId }) => videoId));
		cursor = page.nextCursor;
	} while (cursor !== null);
	return ids;
}

/** How many were requested on each day of the account's time zone from the 13th on, when the limit was set. */
function perDay(rows: SyncVideo[]): Map<string, number> {
	const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone });
	const counts = new Map<string, number>();
	for (const { requestedAt } of rows) {
		if (!requestedAt || requestedAt < new Date('2027-03-13T12:00:00Z')) continue;
		const day = dayOf.format(requestedAt);
		counts.set(day, (counts.get(day) ?? 0) + 1);
	}
	return counts;
}
