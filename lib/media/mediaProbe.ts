/** What a look into a file told, never its name. Codecs are mediabunny's words (`avc`, `hevc`, …) or the file's own code. */
export interface MediaProbe {
	sizeBytes: number;
	/** Null: no container that 14ms knows. */
	container: 'mp4' | 'mov' | 'webm' | 'matroska' | 'mpegts' | null;
	/** The file's own structure says that it should go on after its last byte. */
	truncated: boolean;
	/** Null: no picture. */
	videoCodec: string | null;
	/** Null: no sound. */
	audioCodec: string | null;
	/** The constant rate, else the average. */
	fps: number;
	/** As shown: after rotation, in square pixels. */
	widthPx: number;
	heightPx: number;
	isHdr: boolean;
	durationSec: number;
}
