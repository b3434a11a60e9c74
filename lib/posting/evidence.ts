import type { ListedVideo } from '../tiktok/types';
import { momentInWords } from './lane/localTime';

/** What was sent, as far as a public profile can show it. */
export interface Sent {
	/** When the last chunk may have gone. */
	committedAtMs: number;
	durationSec: number;
	/** Null where the creator writes another one: TikTok drops the caption of drafts. */
	caption: string | null;
}

/** The clocks of TikTok and of this machine may differ by this much. */
const clockMarginMs = 5 * 60_000;
/** TikTok rounds to whole seconds. */
const durationMarginSec = 1.5;
/** TikTok cuts titles and descriptions: so much of their beginning has to agree. */
const comparedLength = 40;

/**
 * The videos of a profile that may be the one that was sent: made since, as long, and with the same words. A creator
 * may have posted such a one by hand, so this is evidence for a person and decides nothing.
 */
export function postsLike(videos: readonly ListedVideo[], sent: Sent): ListedVideo[] {
	return videos.filter(
		(video) =>
			video.createTimeSec * 1000 >= sent.committedAtMs - clockMarginMs &&
			Math.abs(video.durationSec - sent.durationSec) <= durationMarginSec &&
			hasWordsOf(video, sent.caption),
	);
}

/** What the person is told about it. */
export function evidenceSentence(found: readonly ListedVideo[]): string {
	const [first] = found;
	if (!first) return 'Your public profile shows no such video so far.';
	const at = momentInWords(first.createTimeSec * 1000, 'UTC');
	const where = first.shareUrl ? `: ${first.shareUrl}` : '';
	return found.length === 1
		? `Your profile has a video of the same length from ${at}, which may be it${where}`
		: `Your profile has ${found.length} videos of the same length since then, one of which may be it; the newest is from ${at}${where}`;
}

function hasWordsOf({ title, description }: ListedVideo, caption: string | null): boolean {
	const wanted = caption === null ? '' : plain(caption);
	return wanted === '' || [title, description].some((text) => plain(text) === wanted);
}

function plain(text: string): string {
	return text.replace(/\s+/g, ' ').trim().toLowerCase().slice(0, comparedLength).trim();
}
