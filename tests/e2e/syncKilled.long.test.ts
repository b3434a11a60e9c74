import type { Held } from '../support/held';
import { startUnderKills, type Shelf, type UnderKills } from '../support/syncUnderKills';

jest.setTimeout(300_000);

const shorts = 8;

let on: UnderKills;
beforeAll(async () => {
	on = await startUnderKills();
});
afterAll(() => on.close());

/** Where the run is held when its worker is killed. */
const moments: [string, (shelf: Shelf) => Held | Promise<Held>][] = [
	['it lists the channel', () => on.requests.hold('/youtube/v3/playlistItems')],
	['it decides', () => on.requests.hold('/youtube/v3/videos')],
	[
		'it has requested two reposts and a third of which it has not noted it yet',
		({ videoIds }) => {
			const third = `new.video_id = '${videoIds[2] ?? ''}' and new.state = 'requested'`;
			return on.writes.hold('update', 'sync_videos', third);
		},
	],
	['it is about to tell how the run went', () => on.writes.hold('insert', 'sync_runs', 'true')],
];
const followed: { syncId: string; shelf: Shelf }[] = [];

test.each(moments)('a worker killed while %s: the run is made up for', async (_, hold) => {
	const shelf = await on.shelf(`creator_${followed.length + 1}`, shorts);
	const held = await hold(shelf);
	const syncId = await on.follow(shelf);
	followed.push({ syncId, shelf });
	await held.reached();
	await on.crew.kill(['worker']);
	await held.letGo();
	expect(await on.runs(syncId)).toMatchObject([
		{
			error: null,
			numbers: { found: shorts, requested: shorts, waiting: 0, undecided: 0, skipped: [] },
			sources: [{ source: 'dataApi', isOk: true }],
		},
	]);
});

// At the end, since TikTok takes six in a minute from each creator.
test.each(moments.map(([when], n) => [when, n] as const))(
	'each Short is posted once when the worker was killed while %s',
	async (_, n) => {
		const { syncId, shelf } = followed[n] ?? {};
		if (!syncId || !shelf) throw new Error('The sync was not made.');
		await on.expectEachOnce(syncId, shelf);
		expect(await on.runs(syncId)).toHaveLength(1);
	},
);
