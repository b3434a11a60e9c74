import type { Log } from '../log';
import type { Repost } from '../store/reposts/reposts';
import type { Store } from '../store/store';
import type { Engine } from '../temporal/engine';
import { unlessAway } from '../temporal/unlessAway';

export interface Starter {
	/** False while Temporal is away: the row stays, and the sweep starts it later. */
	start(repost: Repost): Promise<boolean>;
	/** False while Temporal is away: the wish is in the ledger, and the sweep reminds. */
	nudge(repost: Repost): Promise<boolean>;
}

/** Temporal calls that never undo what the ledger already holds. */
export function createStarter(deps: { store: Store; engine: Engine; log: Log }): Starter {
	const { store, engine, log } = deps;

	const tell = ({ id, attempt }: Repost, act: (id: string, attempt: number) => Promise<void>) =>
		unlessAway(
			() => act(id, attempt),
			() => log.warn({ repost: id }, 'Temporal does not answer: will be tried again'),
		);

	return {
		start: (repost) =>
			tell(repost, async (id, attempt) => {
				await engine.startRepost(id, attempt);
				await store.reposts.markStarted(id, attempt);
			}),
		nudge: (repost) => tell(repost, (id, attempt) => engine.nudge(id, attempt)),
	};
}
