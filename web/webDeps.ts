import type { HttpBindings } from '@hono/node-server';
import type { Deliveries } from '../services/delivery/deliveries';
import type { Desk } from '../services/desk/desk';
import type { SyncDesk } from '../services/desk/syncDesk';
import type { WebSubDesk } from '../services/desk/webSub/webSubDesk';
import type { Log } from '../services/log';
import type { Media } from '../services/media/media';
import type { Settings } from '../services/settings';
import type { Store } from '../services/store/store';
import type { Engine } from '../services/temporal/engine';
import type { Connect } from '../services/tiktok/connect';
import type { TikTokAccounts } from '../services/tiktok/tiktok';

export interface WebDeps {
	settings: Settings;
	store: Store;
	desk: Desk;
	syncs: SyncDesk;
	webSub: WebSubDesk;
	tiktok: TikTokAccounts;
	connect: Connect;
	deliveries: Deliveries;
	media: Media;
	engine: Engine;
	operatorToken: string;
	/** For signed cookies; the first one signs. */
	cookieKeys: string[];
	log: Log;
	/** Other places to look at; null when this installation has none. */
	links: { temporalUi: string | null; sandbox: string | null };
}

/** Who is asking. `by` is what the ledger keeps. */
export interface Viewer {
	by: 'operator (API)' | 'operator (browser)' | `client ${string}`;
	/** Null for the operator, who may do everything. */
	bound: BoundToken | null;
}

/** What an OAuth2 token lets its holder do: these things, for this account only. */
export interface BoundToken {
	accountId: string;
	clientId: string;
	scopes: Set<string>;
	/** The same for all tokens of one authorization; for counting. */
	grantId: string;
}

export interface WebEnv {
	Variables: {
		viewer: Viewer | null;
		/** Where forms of this page may lead in the end, beside 14ms itself. */
		formTarget?: string;
	};
	Bindings: HttpBindings;
}
