import type { Delivery } from '../services/delivery/delivery';
import type { Log } from '../services/log';
import type { Media } from '../services/media/media';
import type { SourceNumbers } from '../services/readback/sourceNumbers';
import type { TimingSettings } from '../services/settings';
import type { Store } from '../services/store/store';
import type { Engine } from '../services/temporal/engine';
import type { TikTok, TikTokAccounts } from '../services/tiktok/tiktok';
import type { YouTube } from '../services/youtube/youtube';

/** What activities are handed by worker.ts. */
export interface ActivityServices {
	store: Store;
	youtube: YouTube;
	media: Media;
	/** For the chunks, whose upload URL is their only credential. */
	tiktok: TikTok;
	/** For everything that needs an account's token. */
	accounts: TikTokAccounts;
	/** To tell other workflows. */
	engine: Engine;
	/** How Shorts do on YouTube. */
	sourceNumbers: SourceNumbers;
	/** For callbacks and webhooks. */
	delivery: Delivery;
	timing: TimingSettings;
	log: Log;
}
