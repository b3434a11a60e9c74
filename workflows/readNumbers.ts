import { continueAsNew, isCancellation, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { inBatches } from '../lib/inBatches';

const { accountsToRead } = proxyActivities<Activities>({
	startToCloseTimeout: '1m',
	retry: { initialInterval: '1s', maximumInterval: '30s', maximumAttempts: 5 },
});

const { readPosts } = proxyActivities<Activities>({
	startToCloseTimeout: '10m',
	heartbeatTimeout: '30s',
	retry: { initialInterval: '5s', maximumInterval: '1m', maximumAttempts: 3 },
});

const atATime = 5;
/** Each costs the history at most seven events. */
const accountsInOneRun = 500;

/**
 * One round over the accounts whose posts' numbers are due. A Schedule starts it; with nothing due it is one question to
 * the store. An account that could not be read holds up no other: the next round comes soon.
 */
export async function readNumbers({ after = '' }: { after?: string } = {}): Promise<void> {
	let last = after;
	for (let seen = 0; seen < accountsInOneRun;) {
		const { accountIds, isLast } = await accountsToRead({ after: last });
		for (const some of inBatches(accountIds, atATime)) {
			await Promise.all(some.map((accountId) => readPosts({ accountId }).catch(ifCancelled)));
		}
		if (isLast) return;
		last = accountIds.at(-1) ?? last;
		seen += accountIds.length;
	}
	await continueAsNew<typeof readNumbers>({ after: last });
}

function ifCancelled(error: unknown): void {
	if (isCancellation(error)) throw error;
}
