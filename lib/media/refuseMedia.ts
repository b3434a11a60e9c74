import { Problem } from '../errors';
import type { MediaProbe } from './mediaProbe';
import { maxDurationSec as tikTokMaxDurationSec, maxSizeBytes } from './tikTokMediaRules';

export interface MediaLimits {
	/** What this creator may post (creator_info), or TikTok's own 600. */
	maxDurationSec: number;
}

/** Throws the Problem for a file that nothing can be made of; see `decide`. */
export function refuseMedia(probe: MediaProbe, limits: MediaLimits): void {
	if (probe.sizeBytes === 0) {
		throw new Problem('media_empty', 'The downloaded file is empty. Retry it.');
	}
	if (probe.truncated) {
		throw new Problem(
			'media_truncated',
			`The downloaded file ends too early, after ${probe.sizeBytes} bytes. Retry it to download it anew.`,
		);
	}
	if (probe.container === null) {
		throw new Problem(
			'media_unreadable',
			'The downloaded file is not a video that 14ms can read (MP4, MOV, WebM, Matroska or MPEG-TS).',
		);
	}
	if (probe.videoCodec === null) {
		throw new Problem('media_unreadable', 'The downloaded file has no picture in it.');
	}
	if (!(probe.durationSec > 0)) {
		throw new Problem('media_empty', 'The downloaded video has no frames in it. Retry it.');
	}
	refuseTooLong(probe.durationSec, limits);
	if (probe.sizeBytes > maxSizeBytes) {
		throw new Problem(
			'media_too_large',
			`The video has ${probe.sizeBytes} bytes; TikTok takes at most ${maxSizeBytes} (4 GB).`,
		);
	}
}

/**
 * TikTok's limits are whole seconds and a container overshoots its video by up to an audio frame (180.02 s for a
 * three-minute Short), so the length is rounded first.
 */
export function refuseTooLong(durationSec: number, limits: MediaLimits): void {
	const maxSec = Math.min(limits.maxDurationSec, tikTokMaxDurationSec);
	if (Math.round(durationSec) <= maxSec) return;
	const who =
		limits.maxDurationSec < tikTokMaxDurationSec
			? 'this TikTok account may post'
			: 'TikTok takes';
	const lengthSec = Math.round(durationSec * 10) / 10;
	throw new Problem(
		'media_too_long',
		`The video is ${lengthSec} s long; ${who} at most ${maxSec} s. Post a shorter one.`,
	);
}
