import type { AccountStore } from './accounts';
import type { CallStore } from './calls';
import type { CallbackStore, HookStore } from './deliveries';
import type { EventStore } from './events';
import type { GrantStore } from './grants';
import type { LaneStore } from './lanes/lanes';
import type { OAuthStore } from './oauth/oauth';
import type { ReadbackStore } from './readback/readbacks';
import type { RepostStore } from './reposts/reposts';
import type { RequestKeyStore } from './requestKeys';
import type { StandingStore } from './standing';
import type { SyncStore } from './syncs/syncs';
import type { UploadStore } from './uploads';
import type { WebSecretStore } from './webSecrets';
import type { WebSubStore } from './webSubs';

/** Everything that is kept. One dialect, two engines (PGlite in the process, or Postgres). */
export interface Store {
	readonly engine: 'pglite' | 'postgres';
	/** e.g. `PGlite in .14ms/store` or `Postgres at db.example:5432/14ms`; never with a password. */
	readonly where: string;
	accounts: AccountStore;
	grants: GrantStore;
	reposts: RepostStore;
	uploads: UploadStore;
	calls: CallStore;
	webSecrets: WebSecretStore;
	oauth: OAuthStore;
	events: EventStore;
	requestKeys: RequestKeyStore;
	standing: StandingStore;
	lanes: LaneStore;
	syncs: SyncStore;
	webSubs: WebSubStore;
	readbacks: ReadbackStore;
	callbacks: CallbackStore;
	hooks: HookStore;
	/** Throws store_unavailable. */
	ping(): Promise<void>;
	close(): Promise<void>;
}
