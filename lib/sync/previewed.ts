import { z } from 'zod';
import { decisionView, sourceReport, type SyncAction } from './syncView';
import type { CaptionRules, SyncRules } from './syncRules';

/** What `previewSync` is asked: the newest so many of a channel, or one video. */
export interface PreviewWanted {
	channelId: string;
	channel: string;
	action: SyncAction;
	rules: SyncRules;
	captions: CaptionRules;
	/** ISO 8601; what was published before is backfill. */
	since: string;
	of: { newest: number } | { video: string };
	/** So long it may take altogether; what was not looked at in detail by then says so. Default 40 s. */
	patienceMs?: number;
}

/** What it answers. */
export const previewed = z.object({
	items: z.array(
		decisionView.pick({
			...{ video: true, url: true, title: true, publishedAt: true, durationSec: true },
			...{ state: true, reason: true, sentence: true, caption: true },
		}),
	),
	sources: z.array(sourceReport),
});
export type Previewed = z.infer<typeof previewed>;
