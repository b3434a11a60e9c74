import { open } from 'node:fs/promises';
import { recipes } from '../../sandbox/samples/recipes';
import type { Repost } from '../../services/store/reposts/reposts';
import { startStack, type Stack } from '../support/stack';

jest.setTimeout(180_000);

const { small, large } = recipes;

let stack: Stack;
beforeAll(async () => {
	stack = await startStack({ samples: ['small', 'large'] });
});
afterAll(() => stack.close());

describe('a prepared file that something else changes on the disk is not posted', () => {
	it('after it was approved: the approved bytes are fetched again', async () => {
		const { account, username } = await stack.newCreator();
		const { id } = await stack.request({ account, video: small.id, posting: 'review' });
		const shown = await stack.until(id, 'awaitingReview');
		const sha256 = shown.media?.sha256 ?? '';
		await spoil(shown, 1_000);
		await stack.desk.approve(id, { sha256, privacy: 'SELF_ONLY' });
		await stack.until(id, 'published');
		const { posts, violations } = await stack.sandbox.state(username);
		expect(posts).toEqual([expect.objectContaining({ sha256 })]);
		expect(violations).toEqual([]);
	});

	it('while its first chunks are sent: it is fetched and sent anew', async () => {
		const { account, username: user } = await stack.newCreator();
		await stack.sandbox.fault({ endpoint: 'upload', user, kind: 'delay', chunk: 1, ms: 3_000 });
		const direct = { posting: 'auto', privacy: 'SELF_ONLY' } as const;
		const { id } = await stack.request({ account, video: large.id, ...direct });
		const sending = await stack.until(id, ({ state, doneBytes }) => {
			return state === 'uploading' && (doneBytes ?? 0) >= 10_000_000;
		});
		const { sha256, sizeBytes } = sending.media ?? { sha256: '', sizeBytes: 0 };
		await spoil(sending, sizeBytes - 1_000);
		await stack.until(id, 'published');
		const { posts, publishes, violations } = await stack.sandbox.state(user);
		expect(posts).toEqual([expect.objectContaining({ sha256 })]);
		expect(publishes).toHaveLength(2);
		expect(violations).toEqual([]);
	});
});

/** Changes one byte at `position`; the size stays. */
async function spoil({ id, media }: Repost, position: number): Promise<void> {
	if (!media) throw new Error('It has been prepared.');
	const file = await open(await stack.services.media.pathOf(id, media), 'r+');
	const byte = Buffer.alloc(1);
	await file.read(byte, 0, 1, position);
	byte.writeUInt8(byte.readUInt8() ^ 0xff);
	await file.write(byte, 0, 1, position);
	await file.close();
}
