/** TikTok, "Media Transfer Guide". GB is read as 10⁹ bytes, the smaller of its two meanings. */
export const maxSizeBytes = 4_000_000_000;
export const maxDurationSec = 600;
export const minFps = 23;
export const maxFps = 60;
export const minSidePx = 360;
export const maxSidePx = 4096;
