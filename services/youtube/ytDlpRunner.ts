import { constants } from 'node:fs';
import { chmod, copyFile, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../../lib/errors';
import type { YouTubeMeaning } from '../../lib/youtube/messages';
import type { Log } from '../log';
import { cookiesCopyIn } from './killLeftovers';
import { commandOf, childEnvironment, type YtDlpSetup } from './ytDlpSetup';

export interface YouTubeOptions extends YtDlpSetup {
	/** Netscape cookies.txt; each run gets a copy, since yt-dlp writes to it. */
	cookiesFile: string | null;
	/** Further runs within one call, for what passes at once (403 with old URLs, cut connections); default 2. */
	retries?: number;
	/** Before the first further run; grows with each. Default 1000. */
	retryGapMs?: number;
	log: Log;
	/** Told before each run, for doctor's count of calls. */
	countCall?: (endpoint: string) => Promise<void>;
}

/** `otherwise` is the result where running again has not helped; without it that is a Problem. */
export type Outcome<T> = { result: T } | { meaning: YouTubeMeaning; otherwise?: T };

/** What every use of yt-dlp has in common. */
export interface YtDlpRunner {
	/** For `runYtDlp`. */
	base: { command: string[]; env: Record<string, string> };
	/** Runs again what passes at once; throws what does not. */
	persistently<T>(
		what: string,
		about: Record<string, unknown>,
		signal: AbortSignal,
		run: () => Promise<Outcome<T>>,
	): Promise<T>;
	/** yt-dlp writes its cookies back when it ends: it gets a copy in `folder`, for this run only. */
	withCookies<T>(folder: string, run: (args: string[]) => Promise<T>): Promise<T>;
}

export function createYtDlpRunner(options: YouTubeOptions): YtDlpRunner {
	const { log, countCall, retries = 2, retryGapMs = 1000 } = options;
	return {
		base: { command: commandOf(options), env: childEnvironment(options) },

		async persistently(what, about, signal, run) {
			for (let tries = 1; ; tries++) {
				await countCall?.(`yt-dlp ${what}`);
				const outcome = await run();
				if ('result' in outcome) return outcome.result;
				const { code, sentence, remedy } = outcome.meaning;
				const again =
					remedy.kind === 'later' &&
					remedy.retryAfterMs === undefined &&
					tries <= retries;
				log.warn({ ...about, code, tries, again }, `yt-dlp ${what}: ${sentence}`);
				if (!again && outcome.otherwise !== undefined) return outcome.otherwise;
				if (!again) throw problemOf(outcome.meaning);
				await wait(retryGapMs * tries, undefined, { signal }).catch(() => undefined);
				signal.throwIfAborted();
			}
		},

		async withCookies(folder, run) {
			if (options.cookiesFile === null) return run([]);
			const copy = cookiesCopyIn(folder);
			try {
				await copyFile(options.cookiesFile, copy, constants.COPYFILE_EXCL).catch(() => {
					throw new Problem(
						'youtube_needs_cookies',
						'The file of YOUTUBE_COOKIES_FILE cannot be read: check its path and its rights.',
					);
				});
				await chmod(copy, 0o600);
				return await run(['--cookies', copy]);
			} finally {
				await rm(copy, { force: true });
			}
		},
	};
}

export function problemOf({ code, sentence, remedy }: YouTubeMeaning): Problem {
	const delayed = remedy.kind === 'later' && remedy.retryAfterMs !== undefined;
	return new Problem(code, sentence, delayed ? { retryAfterMs: remedy.retryAfterMs } : {});
}
