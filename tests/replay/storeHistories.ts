import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { recipes } from '../../sandbox/samples/recipes';
import { startStack, type Stack } from '../support/stack';
import { withoutPlaces } from './withoutPlaces';

const { small, large, landscape, threeMinutes } = recipes;

/** One for each way that a repost can go; each resolves to the repost's id once it is over. */
const stories: Record<string, (stack: Stack) => Promise<string>> = {
	async inbox(stack) {
		const { account } = await stack.newCreator();
		const { id } = await stack.request({ account, video: small.id });
		await stack.until(id, 'delivered');
		return id;
	},
	async autoInChunks(stack) {
		const { account } = await stack.newCreator();
		const asked = { posting: 'auto', privacy: 'SELF_ONLY' } as const;
		const { id } = await stack.request({ account, video: large.id, ...asked });
		await stack.until(id, 'published');
		return id;
	},
	async linkLater(stack) {
		const { account, username: user } = await stack.newCreator();
		await stack.sandbox.fault({ endpoint: 'video/init', user, kind: 'linkLater', ms: 1_000 });
		const asked = { posting: 'auto', privacy: 'PUBLIC_TO_EVERYONE' } as const;
		const { id } = await stack.request({ account, video: small.id, ...asked });
		await stack.until(id, ({ postId }) => postId !== null);
		return id;
	},
	async reviewApproved(stack) {
		const { account } = await stack.newCreator();
		const { id } = await stack.request({ account, video: small.id, posting: 'review' });
		const { media } = await stack.until(id, 'awaitingReview');
		await stack.desk.approve(id, { sha256: media?.sha256 ?? '', privacy: 'SELF_ONLY' });
		await stack.until(id, 'published');
		return id;
	},
	async cancelled(stack) {
		const { account } = await stack.newCreator();
		const { id } = await stack.request({ account, video: threeMinutes.id });
		await stack.until(id, ({ state, doneBytes }) => state === 'downloading' && !!doneBytes);
		await stack.desk.cancel(id);
		await stack.until(id, 'cancelled');
		return id;
	},
	async failed(stack) {
		const { account } = await stack.newCreator();
		const { id } = await stack.request({ account, video: landscape.id });
		await stack.until(id, 'failed');
		return id;
	},
	async startedOver(stack) {
		const { account, username: user } = await stack.newCreator();
		await stack.sandbox.fault({ endpoint: 'inbox/video/init', user, kind: 'fail' });
		const { id } = await stack.request({ account, video: small.id });
		await stack.until(id, 'delivered');
		return id;
	},
	async needsAttention(stack) {
		const { account, username: user } = await stack.newCreator();
		const code = 'unaudited_client_can_only_post_to_private_accounts';
		const fault = { kind: 'status', httpStatus: 403, code };
		await stack.sandbox.fault({ endpoint: 'video/init', user, ...fault });
		const asked = { posting: 'auto', privacy: 'SELF_ONLY' } as const;
		const { id } = await stack.request({ account, video: small.id, ...asked });
		await stack.until(id, 'needsAttention');
		await stack.desk.wake(account);
		await stack.until(id, 'published');
		return id;
	},
};

/** Run by hand after a change that old workflows need not survive: `node --import tsx tests/replay/storeHistories.ts`. */
async function storeHistories(): Promise<void> {
	const folder = join(__dirname, 'histories');
	await mkdir(folder, { recursive: true });
	const samples = ['small', 'large', 'landscape', 'threeMinutes'] as const;
	const stack = await startStack({ samples: [...samples] });
	stack.youtube.setFault({ video: threeMinutes.id, slow: { bytesPerSecond: 100_000 } });
	try {
		for (const [name, run] of Object.entries(stories)) {
			const workflow = stack.workflow(await run(stack));
			await workflow.result();
			const history = withoutPlaces(historyToJSON(await workflow.fetchHistory()));
			await writeFile(join(folder, `${name}.json`), `${history}\n`);
		}
	} finally {
		await stack.close();
	}
}

storeHistories().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
