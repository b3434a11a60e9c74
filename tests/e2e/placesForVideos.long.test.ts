import { copyOf } from '../support/copies';
import { startStack, type Stack } from '../support/stack';
import { syncOnStack } from '../support/syncOnStack';
import { until } from '../support/until';

jest.setTimeout(240_000);

/** As many as a worker moves at a time (worker.ts), and one more. */
const videos = 21;
/** Of one account, between download and upload. */
const mostOfAccount = 5;

let stack: Stack;
beforeAll(async () => {
	stack = await startStack({ copies: videos });
});
afterAll(() => stack.close());

test('a worker that is full of videos still looks at channels, and takes a cancel', async () => {
	const on = syncOnStack(stack);
	const { sync } = await on.follow();
	stack.youtube.setFault({ slow: { bytesPerSecond: 1_000 } });
	const ids: string[] = [];
	for (let n = 1; n <= videos; n++) {
		const { account } = await accountOf(n);
		const { id } = await stack.request({ account, video: copyOf(n) });
		ids.push(id);
	}
	const states = () =>
		Promise.all(
			ids.map(async (id) => (await stack.services.store.reposts.get(id))?.state ?? null),
		);
	await until(
		'twenty downloads',
		async () => (await states()).filter((state) => state === 'downloading').length >= 20,
		150_000,
	);
	const { id: videoId } = on.publish(sync);
	await on.look(sync);
	expect(await stack.services.store.syncs.found(sync.id, videoId)).not.toBeNull();
	expect((await states()).filter((state) => state === 'downloading').length).toBeGreaterThan(18);
	for (const id of ids) await stack.desk.cancel(id);
});

const accounts: Promise<{ account: string }>[] = [];

function accountOf(n: number): Promise<{ account: string }> {
	return (accounts[Math.floor((n - 1) / mostOfAccount)] ??= stack.newCreator());
}
