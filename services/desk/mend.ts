import { mendOf, type KnownEnd, type Mend } from '../../lib/posting/mend';
import { isFinal } from '../../lib/posting/states';
import { postUrl } from '../../lib/tiktok/postUrl';
import type { Log } from '../log';
import type { Repost } from '../store/reposts/reposts';
import type { Store } from '../store/store';
import type { Engine } from '../temporal/engine';
import type { Starter } from './starter';

/** An open row's workflow is looked for this often. */
const lookEveryMs = 10 * 60_000;
/** Looks in one go, so that a thousand waiting reposts do not keep Temporal busy. */
const looksAtOnce = 20;

interface Deps {
	store: Store;
	engine: Engine;
	log: Log;
	starter: Starter;
	now: () => Date;
	/** A row that was started more recently is not looked at. */
	graceMs: number;
}

export interface Mending {
	/** Looks at a few of the open rows; all of them get their turn. Problem temporal_unavailable. */
	some(open: Repost[]): Promise<void>;
	/** Looks at every one at once, in a ledger that was put back from a backup. */
	allOfOldLedger(open: Repost[]): Promise<void>;
	/** Goes on looking for the links of published ones whose workflow is gone. Problem temporal_unavailable. */
	links(pending: Repost[]): Promise<void>;
}

/** Finds the open rows whose workflow is gone, and does what is safe about each (lib/posting/mend.ts). */
export function createMending({ store, engine, log, starter, now, graceMs }: Deps): Mending {
	const lookedAtMs = new Map<string, number>();

	return {
		async some(open) {
			const ids = new Set(open.map(({ id }) => id));
			for (const id of lookedAtMs.keys()) if (!ids.has(id)) lookedAtMs.delete(id);
			const due = open.filter(isDue).slice(0, looksAtOnce);
			for (const repost of due) {
				await look(repost, false);
				lookedAtMs.set(repost.id, now().getTime());
			}
		},
		async allOfOldLedger(open) {
			for (const repost of open) if (repost.startedAt) await look(repost, true);
		},
		async links(pending) {
			for (const { id, attempt } of pending) {
				const fate = await engine.fateOf(id, attempt);
				if (fate.is === 'gone' || fate.is === 'stopped')
					await engine.followLink(id, attempt);
			}
		},
	};

	function isDue({ id, startedAt }: Repost): boolean {
		const nowMs = now().getTime();
		if (!startedAt || nowMs - startedAt.getTime() < graceMs) return false;
		return nowMs - (lookedAtMs.get(id) ?? 0) >= lookEveryMs;
	}

	async function look({ id, attempt }: Repost, isOldLedger: boolean): Promise<void> {
		const fate = await engine.fateOf(id, attempt);
		if (fate.is === 'running') return;
		// A workflow that has just ended had told the ledger before.
		const row = await store.reposts.get(id);
		if (!row || row.attempt !== attempt || isFinal(row.state)) return;
		const mend = mendOf({ committed: row.committedAt !== null, isOldLedger }, fate);
		log.warn({ repost: id, fate: fate.is, mend: mend.do }, 'a repost had no workflow any more');
		await act(row, mend);
	}

	async function act(row: Repost, mend: Mend): Promise<void> {
		switch (mend.do) {
			case 'nothing':
				return;
			case 'startAnew':
			case 'askTikTok': {
				const taken = await store.reposts.takeUp(row.id, row.attempt);
				if (taken) await starter.start(taken);
				return;
			}
			case 'finish':
				return finish(row, mend.end);
			case 'explain':
				return finish(row, {
					state: 'failed',
					error: { code: mend.code, message: mend.sentence },
				});
		}
	}

	async function finish(
		row: Repost,
		{ state, nextStep, postId, error }: KnownEnd,
	): Promise<void> {
		const account = await store.accounts.get(row.accountId);
		const url = postId ? postUrl(account?.username, postId) : null;
		await store.reposts.finish(row.id, row.attempt, state, {
			...(nextStep ? { nextStep } : {}),
			...(postId ? { postId } : {}),
			...(url ? { url } : {}),
			...(error
				? { error: { code: error.code, message: error.message, ...logIdOf(error) } }
				: {}),
		});
	}
}

function logIdOf({ logId }: { logId?: string | undefined }): { logId?: string } {
	return logId ? { logId } : {};
}
