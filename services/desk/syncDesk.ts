import type { DecisionState } from '../../lib/sync/decision';
import type {
	DecisionView,
	PreviewRequest,
	PreviewView,
	SyncChanges,
	SyncRequest,
	SyncRunView,
	SyncView,
} from '../../lib/sync/syncView';
import type { Page } from '../store/page';

/** Where people's wishes about syncs are taken, by API, pages and CLI alike. Throws Problem. */
export interface SyncDesk {
	/**
	 * Looks the channel up, checks that it is the person's own, stores the sync and schedules it. The same (account, channel,
	 * action) again returns the one that is there, with a notice if the settings differ, its lease renewed.
	 * Problems: bad_channel, channel_not_found, channel_not_verified (names the code), scope_missing, reconnect_needed, privacy_required.
	 */
	create(
		request: SyncRequest,
		by: string,
	): Promise<{ sync: SyncView; created: boolean; notice: string | null }>;
	list(filter: { account?: string; cursor?: string; limit: number }): Promise<Page<SyncView>>;
	/** Problem not_found, as for all below. */
	get(id: string): Promise<SyncView>;
	/** Changed settings of `posting: auto` are recorded as a new consent. */
	change(id: string, changes: SyncChanges, by: string): Promise<SyncView>;
	/** One look at once, even while it is paused? No: Problem sync_paused. */
	run(id: string): Promise<SyncView>;
	pause(id: string, note: string | null): Promise<SyncView>;
	/** Also tries again what waited for a person. */
	resume(id: string): Promise<SyncView>;
	/** Its reposts stay, its decisions too: the same request takes it up again. */
	remove(id: string): Promise<void>;
	decisions(
		id: string,
		filter: { state?: DecisionState; reason?: string; cursor?: string; limit: number },
	): Promise<Page<DecisionView>>;
	runs(id: string): Promise<SyncRunView[]>;
	/** Asks YouTube; keeps nothing but the channel. */
	preview(request: PreviewRequest): Promise<PreviewView>;
	/** Of an existing sync. */
	previewOf(id: string, count: number): Promise<PreviewView>;
	/** The caption that this sync would give to this video of its channel. */
	captionFor(id: string, video: string): Promise<{ video: string; caption: string }>;
	/** Makes Temporal's Schedules agree with the store, ends lapsed leases. Call it every few seconds. */
	sweep(): Promise<void>;
}
