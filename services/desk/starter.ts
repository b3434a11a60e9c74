import { Problem } from '../../lib/errors';
import type { Log } from '../log';
import type { Repost, Store } from '../store/store';
import type { Engine } from '../temporal/engine';

export interface Starter {
	/** False while Temporal is away: the row stays, and the sweep starts it later. */
	start(repost: Repost): Promise<boolean>;
	/** False while Temporal is away: the wish is in the ledger, and the sweep reminds. */
	nudge(repost: Repost): Promise<boolean>;
	/** Its workflow is over although the row is not. False while Temporal is away. */
	hasEnded(repost: Repost): Promise<boolean>;
}

/** Temporal calls that never undo what the ledger already holds. */
export function createStarter(deps: { store: Store; engine: Engine; log: Log }): Starter {
	const { store, engine, log } = deps;

	async function unlessAway(repost: Repost, act: () => Promise<void>): Promise<boolean> {
		try {
			await act();
			return true;
		} catch (error) {
			if (!(error instanceof Problem) || error.code !== 'temporal_unavailable') throw error;
			log.warn({ repost: repost.id }, 'Temporal does not answer: will be tried again');
			return false;
		}
	}

	return {
		start: (repost) =>
			unlessAway(repost, async () => {
				await engine.startRepost(repost.id, repost.attempt);
				await store.reposts.markStarted(repost.id, repost.attempt);
			}),
		nudge: (repost) => unlessAway(repost, () => engine.nudge(repost.id, repost.attempt)),
		async hasEnded(repost) {
			let hasEnded = false;
			await unlessAway(repost, async () => {
				hasEnded = await engine.hasEnded(repost.id, repost.attempt);
			});
			return hasEnded;
		},
	};
}
