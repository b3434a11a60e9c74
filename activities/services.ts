import type { RepostRequest } from '../lib/posting/request';
import type { CaptionRules } from '../lib/sync/syncRules';
import type { ChannelVideo } from '../lib/youtube/channelVideo';
import type { Delivery } from '../services/delivery/delivery';
import type { Discovery } from '../services/discovery/discovery';
import type { Log } from '../services/log';
import type { Media } from '../services/media/media';
import type { SourceNumbers } from '../services/readback/sourceNumbers';
import type { TimingSettings } from '../services/settings';
import type { Repost } from '../services/store/reposts/reposts';
import type { Store } from '../services/store/store';
import type { Engine } from '../services/temporal/engine';
import type { TikTok, TikTokAccounts } from '../services/tiktok/tiktok';
import type { WebSubHub } from '../services/webSub/webSubHub';
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
	/** What channels have. */
	discovery: Discovery;
	/** YouTube's WebSub hub; null: it is not asked. */
	webSubHub: WebSubHub;
	/** Problem bad_caption_template. */
	renderCaption(
		rules: CaptionRules,
		video: Pick<ChannelVideo, 'videoId' | 'title' | 'description' | 'publishedAt'>,
		channel: { title: string },
	): Promise<string>;
	/** As everybody requests one: ledger row, then start. `statement` is why it is the person's own. */
	requestRepost(
		request: RepostRequest,
		by: string,
		statement: string,
	): Promise<{ repost: Repost; created: boolean }>;
	/** The clock that syncs go by. */
	now(): Date;
	timing: TimingSettings;
	log: Log;
}
