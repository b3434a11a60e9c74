import {
	CancellationScope,
	condition,
	defineSignal,
	isCancellation,
	setHandler,
} from '@temporalio/workflow';
import type { RepostRef } from '../activities/ledger';
import { readLedger, requestCancel } from './activitiesFor';

/** "Your row in the ledger has changed": an approval, a wish to cancel, an account connected again. */
export const ledgerChanged = defineSignal('ledgerChanged');

export interface LedgerWatch {
	/** How often people have changed the row so far: to be taken before the row is looked at. */
	changes(): number;
	/** Resolves when a person has changed the row since `seen`, or after `timeoutMs`. */
	changeSince(seen: number, timeoutMs: number): Promise<void>;
	/** The job's result, or null if a person cancelled it: in the ledger, or in Temporal while that was still possible. */
	cancellable<T>(job: () => Promise<T>): Promise<T | null>;
}

/** The one way for people to reach a running workflow: they write to the ledger, a signal tells it to look. */
export function watchLedger(ref: RepostRef): LedgerWatch {
	let changes = 0;
	setHandler(ledgerChanged, () => {
		changes++;
	});

	return {
		changes: () => changes,

		async changeSince(seen, timeoutMs) {
			await condition(() => changes > seen, timeoutMs);
		},

		async cancellable(job) {
			const outer = CancellationScope.current();
			return CancellationScope.nonCancellable(async () => {
				const scope = new CancellationScope();
				followRow(scope).catch(() => undefined);
				followTemporal(outer, scope).catch(() => undefined);
				try {
					return await scope.run(job);
				} catch (error) {
					if (isCancellation(error)) return null;
					throw error;
				}
			});
		},
	};

	async function followRow(scope: CancellationScope): Promise<void> {
		for (let seen = 0; ;) {
			const { cancelRequested, committed } = await readLedger(ref);
			if (cancelRequested && !committed) {
				scope.cancel();
				return;
			}
			await condition(() => changes > seen);
			seen = changes;
		}
	}

	async function followTemporal(
		outer: CancellationScope,
		scope: CancellationScope,
	): Promise<void> {
		await outer.cancelRequested.catch(() => undefined);
		if (await requestCancel(ref)) scope.cancel();
	}
}
