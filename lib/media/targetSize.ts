import { maxSidePx, minSidePx } from './tikTokMediaRules';

export interface TargetSize {
	widthPx: number;
	heightPx: number;
	/** Null: the picture fills the frame; else the frame it is centred in, on black. */
	frame: { widthPx: number; heightPx: number } | null;
}

/**
 * The even size nearest to the source's that TikTok takes, in the same shape. Only a shape that cannot have both
 * sides within 360–4096 px gets a frame around it.
 */
export function targetSize(widthPx: number, heightPx: number): TargetSize {
	const grow = Math.max(1, minSidePx / widthPx, minSidePx / heightPx);
	const shrink = Math.min(1, maxSidePx / (widthPx * grow), maxSidePx / (heightPx * grow));
	const width = even(widthPx * grow * shrink);
	const height = even(heightPx * grow * shrink);
	const frame = { widthPx: Math.max(width, minSidePx), heightPx: Math.max(height, minSidePx) };
	const fills = frame.widthPx === width && frame.heightPx === height;
	return { widthPx: width, heightPx: height, frame: fills ? null : frame };
}

/** yuv420p wants even sides. */
function even(px: number): number {
	return Math.max(2, Math.min(maxSidePx, Math.round(px / 2) * 2));
}
