import { startUnderKills, type Shelf, type UnderKills } from '../support/syncUnderKills';

jest.setTimeout(300_000);

const shorts = 4;

let on: UnderKills;
beforeAll(async () => {
	on = await startUnderKills();
});
afterAll(() => on.close());

const followed: { syncId: string; shelf: Shelf }[] = [];

test.each(['web', 'Temporal'])(
	'%s killed in the middle of a run: the run goes on',
	async (victim) => {
		const shelf = await on.shelf(`creator_${followed.length + 1}`, shorts);
		const held = on.requests.hold('/youtube/v3/videos');
		const syncId = await on.follow(shelf);
		followed.push({ syncId, shelf });
		await held.reached();
		await on.crew.kill([victim]);
		await held.letGo();
		await on.expectEachOnce(syncId, shelf);
		expect(await on.runs(syncId)).toMatchObject([
			{
				error: null,
				numbers: {
					found: shorts,
					requested: shorts,
					waiting: 0,
					undecided: 0,
					skipped: [],
				},
			},
		]);
	},
);
