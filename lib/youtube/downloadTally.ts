import type { YtDlpLine } from './ytDlpLines';

/** YouTube's promised sizes may be a few bytes off; yt-dlp allows as much. */
const sizeToleranceBytes = 100;

/** Sums the progress of the streams that are downloaded one after the other; never goes back. */
export class DownloadTally {
	#formats: { id: string; sizeBytes: number | null }[] = [];
	readonly #done = new Map<string, number>();
	readonly #short = new Set<string>();
	#highestBytes = 0;

	take(line: YtDlpLine): void {
		if (line.kind === 'plan') {
			this.#formats = line.formats;
			this.#done.clear();
			this.#short.clear();
		}
		if (line.kind !== 'progress') return;
		const { formatId, doneBytes, promisedBytes, isFinished } = line;
		this.#done.set(formatId, Math.max(doneBytes, this.#done.get(formatId) ?? 0));
		let sumBytes = 0;
		for (const bytes of this.#done.values()) sumBytes += bytes;
		this.#highestBytes = Math.max(this.#highestBytes, sumBytes);
		if (!isFinished) return;
		if (promisedBytes !== null && doneBytes < promisedBytes - sizeToleranceBytes) {
			this.#short.add(formatId);
		}
	}

	/** `totalBytes` is null until, and unless, all sizes are known. */
	get progress(): { doneBytes: number; totalBytes: number | null } {
		let totalBytes: number | null = this.#formats.length > 0 ? 0 : null;
		for (const { sizeBytes } of this.#formats) {
			totalBytes = totalBytes === null || sizeBytes === null ? null : totalBytes + sizeBytes;
		}
		return { doneBytes: Math.min(this.#highestBytes, totalBytes ?? Infinity), totalBytes };
	}

	/** A stream ended before the size that was promised: the file is not whole. */
	get isShort(): boolean {
		return this.#short.size > 0;
	}
}
