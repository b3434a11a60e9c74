import { mkdir, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DownloadTally } from '../../lib/youtube/downloadTally';
import { fullDisk } from '../../lib/youtube/fullDisk';
import { meaningOfYtDlp, type YouTubeMeaning } from '../../lib/youtube/messages';
import { videoFactsOf } from '../../lib/youtube/videoFactsOf';
import { readLine, type YtDlpVideo } from '../../lib/youtube/ytDlpLines';
import { fileProblem } from '../media/fileProblem';
import { removeNote, stopDownloadIn, writeNote } from './killLeftovers';
import { runYtDlp } from './runYtDlp';
import type { YouTube } from './youtube';
import { createYtDlpRunner, type Outcome, problemOf, type YouTubeOptions } from './ytDlpRunner';
import { downloadArguments, metadataArguments } from './ytDlpSetup';

/** YouTube through the real yt-dlp, one process for each call. */
export function createYouTube(options: YouTubeOptions): YouTube {
	const { log } = options;
	const runner = createYtDlpRunner(options);
	const { base } = runner;

	return {
		metadata: (videoId, signal) => lookAt('metadata', videoId, signal, videoFactsOf),

		numbers: (videoId, signal) =>
			lookAt('numbers', videoId, signal, (video) => ({
				views: video.view_count ?? null,
				likes: video.like_count ?? null,
				comments: video.comment_count ?? null,
			})),

		async download(videoId, folder, { signal, onProgress }) {
			try {
				await mkdir(folder, { recursive: true });
				if (await stopDownloadIn(folder)) {
					log.warn({ videoId }, 'stopped an older download into the same folder');
				}
				const tally = new DownloadTally();
				return await runner.persistently('download', { videoId }, signal, () =>
					fetchInto(folder, videoId, signal, tally, () => onProgress(tally.progress)),
				);
			} catch (error) {
				signal.throwIfAborted();
				throw fileProblem(error, folder);
			}
		},

		async version() {
			let version = '';
			const end = await runYtDlp({
				...base,
				args: ['--ignore-config', '--version'],
				cwd: tmpdir(),
				signal: AbortSignal.timeout(30_000),
				onLine: (line) => (version ||= line.trim()),
			});
			if (end.exitCode === 0 && version !== '') return version;
			throw problemOf(meaningOfYtDlp(end.stderr, end.exitCode));
		},
	};

	/** What yt-dlp tells of a video without downloading it. */
	async function lookAt<T>(
		what: string,
		videoId: string,
		signal: AbortSignal,
		read: (video: YtDlpVideo) => T,
	): Promise<T> {
		const cwd = await mkdtemp(join(tmpdir(), '14ms-youtube-'));
		try {
			return await runner.persistently(what, { videoId }, signal, () =>
				lookUp(videoId, cwd, signal, read),
			);
		} finally {
			await rm(cwd, { recursive: true, force: true });
		}
	}

	async function lookUp<T>(
		videoId: string,
		cwd: string,
		signal: AbortSignal,
		read: (video: YtDlpVideo) => T,
	): Promise<Outcome<T>> {
		const found: YtDlpVideo[] = [];
		const end = await runner.withCookies(cwd, (cookies) =>
			runYtDlp({
				...base,
				...{ cwd, signal, args: metadataArguments(options, videoId, cookies) },
				onLine(text) {
					const line = readLine(text);
					if (line?.kind === 'video') found.push(line.video);
				},
			}),
		);
		const [video] = found;
		if (end.exitCode === 0 && video) return { result: read(video) };
		return { meaning: meaningOfYtDlp(end.stderr, end.exitCode) };
	}

	async function fetchInto(
		folder: string,
		videoId: string,
		signal: AbortSignal,
		tally: DownloadTally,
		onProgress: () => void,
	): Promise<Outcome<string>> {
		const paths: string[] = [];
		let group = 0;
		const end = await runner
			.withCookies(folder, (cookies) =>
				runYtDlp({
					...base,
					...{ cwd: folder, signal },
					args: downloadArguments(options, videoId, folder, cookies),
					onStart: (pgid) => writeNote(folder, (group = pgid)),
					onLine(text) {
						const line = readLine(text);
						if (line?.kind === 'file') paths.push(line.path);
						if (line) tally.take(line);
						if (line?.kind === 'progress') onProgress();
					},
				}),
			)
			.finally(() => removeNote(folder, group));
		// A skipped video is exit code 0 as well: only the line with the path counts.
		const path = paths.at(-1);
		if (end.exitCode !== 0 || path === undefined) {
			const { bavail, bsize } = await statfs(folder);
			const room = { freeBytes: bavail * bsize, videoBytes: tally.progress.totalBytes };
			return { meaning: fullDisk(meaningOfYtDlp(end.stderr, end.exitCode), room) };
		}
		if (!tally.isShort) return { result: path };
		await rm(path, { force: true });
		return { meaning: notWhole };
	}
}

const notWhole: YouTubeMeaning = {
	code: 'media_truncated',
	sentence: 'YouTube sent less of the video than it promised: it is downloaded again.',
	remedy: { kind: 'later' },
};
