import type { SourceReport, SyncNumbers } from '../lib/sync/syncView';
import type { ActivityServices } from './services';
import type { SyncRef, SyncTrouble } from './syncLook';

type Services = Pick<ActivityServices, 'store'>;

export function syncRunActivities({ store }: Services) {
	return {
		/** The summary of a run that found something or failed, and what is wrong with the sync now. */
		async finishSyncRun({
			syncId,
			startedAtMs,
			sources,
			error,
		}: SyncRef & {
			startedAtMs: number;
			sources: SourceReport[];
			error: SyncTrouble | null;
		}): Promise<void> {
			const startedAt = new Date(startedAtMs);
			const numbers = await store.syncs.tally(syncId, startedAt);
			if (error || hasNews(numbers)) {
				await store.syncs.saveRun(syncId, { startedAt, numbers, sources, error });
			}
			const sync = await store.syncs.get(syncId);
			if (!sync || sync.needsPerson) return;
			const isSame =
				sync.error?.code === error?.code && sync.error?.message === error?.message;
			if (!isSame) await store.syncs.setError(syncId, error);
		},
	};
}

function hasNews({ found, requested, announced, skipped }: SyncNumbers): boolean {
	return found + requested + announced + skipped.length > 0;
}
