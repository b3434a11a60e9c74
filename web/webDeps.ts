import type { Desk } from '../services/desk/desk';
import type { Log } from '../services/log';
import type { Media } from '../services/media/media';
import type { Settings } from '../services/settings';
import type { Store } from '../services/store/store';
import type { Engine } from '../services/temporal/engine';
import type { Connect } from '../services/tiktok/connectAccount';
import type { TikTokAccounts } from '../services/tiktok/tiktok';

export interface WebDeps {
	settings: Settings;
	store: Store;
	desk: Desk;
	tiktok: TikTokAccounts;
	connect: Connect;
	media: Media;
	engine: Engine;
	operatorToken: string;
	log: Log;
	/** Other places to look at; null when this installation has none. */
	links: { temporalUi: string | null; sandbox: string | null };
}

/** Who is asking. `by` is what the ledger keeps. */
export interface Viewer {
	by: 'operator (API)' | 'operator (browser)';
}

export interface WebEnv {
	Variables: { viewer: Viewer | null };
}
