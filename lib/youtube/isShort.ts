/** What tells a Short from another video. */
export interface ShortFacts {
	/** yt-dlp's `media_type`; null when it does not say. */
	mediaType: string | null;
	durationSec: number;
	widthPx: number | null;
	heightPx: number | null;
	/** When it was uploaded; null when not known, then it is taken for a recent one. */
	uploadedAt: Date | null;
}

/**
 * Whether a video is a Short. YouTube's own word counts when it says yes; its no is not to be trusted just after an
 * upload, so that duration and shape decide then (facts/youtube.md: up to 180 s and square or vertical, up to 60 s if
 * uploaded before 2024-10-15). An unknown shape is no reason against it: the file itself tells later.
 */
export function isShort({
	mediaType,
	durationSec,
	widthPx,
	heightPx,
	uploadedAt,
}: ShortFacts): boolean {
	if (mediaType === 'short') return true;
	if (mediaType === 'livestream') return false;
	if (widthPx !== null && heightPx !== null && widthPx > heightPx) return false;
	const isEarly = uploadedAt !== null && uploadedAt < threeMinutesSince;
	return durationSec > 0 && durationSec <= (isEarly ? 60 : 180);
}

const threeMinutesSince = new Date('2024-10-15T00:00:00Z');
