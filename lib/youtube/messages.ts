import type { ErrorCode } from '../errors';
import { rows } from './messageTable';

/** What to do about something that yt-dlp said. */
export type YouTubeRemedy =
	/** Final: asking again changes nothing. */
	| { kind: 'fail' }
	/** Waits until a person has acted. */
	| { kind: 'person' }
	/** Passing. Without `retryAfterMs` it may be run again at once (fresh URLs), a bounded number of times. */
	| { kind: 'later'; retryAfterMs?: number };

export interface YouTubeMeaning {
	code: ErrorCode;
	sentence: string;
	remedy: YouTubeRemedy;
	/** It says nothing about other videos. */
	isOfVideo?: true;
}

/**
 * What yt-dlp's words mean (the table of facts/youtube.md). Its ERROR decides; where that only says that nothing came,
 * the WARNINGs before it tell why.
 * @param exitCode 0 means that yt-dlp ended well but gave no file
 */
export function meaningOfYtDlp(stderr: string, exitCode: number | null): YouTubeMeaning {
	const { errors, warnings } = sorted(stderr.replaceAll('’', "'"));
	const row =
		rows.find(({ says, isVague }) => !isVague && says.test(errors)) ??
		(errors === '' || rows.some(({ says, isVague }) => isVague && says.test(errors))
			? rows.find(({ says, inWarnings }) => inWarnings && says.test(warnings))
			: undefined) ??
		rows.find(({ says }) => says.test(errors));
	if (row) {
		const { code, sentence, remedy, isOfVideo } = row;
		const words = errors === '' ? warnings : errors;
		return {
			...{ code, sentence, ...(isOfVideo && { isOfVideo }) },
			remedy: typeof remedy === 'function' ? remedy(words) : remedy,
		};
	}
	if (exitCode === 2) {
		return {
			code: 'youtube_failed',
			sentence:
				'This yt-dlp does not know an option that 14ms uses: run `npx 14ms update-tools`.',
			remedy: { kind: 'fail' },
		};
	}
	if (exitCode === 0 || exitCode === 101) {
		return {
			code: 'youtube_failed',
			sentence: 'yt-dlp skipped the video and gave no file.',
			remedy: { kind: 'later' },
			isOfVideo: true,
		};
	}
	return {
		...{ code: 'youtube_failed', sentence: raw(errors, exitCode) },
		...{ remedy: { kind: 'later' }, isOfVideo: true },
	};
}

/** A message may go on over several lines. */
function sorted(stderr: string): { errors: string; warnings: string } {
	const errors: string[] = [];
	const warnings: string[] = [];
	let current = errors;
	for (const line of stderr.split(/\r?\n/)) {
		if (line.startsWith('WARNING:')) current = warnings;
		else if (line.startsWith('ERROR:') || !/^\s/.test(line)) {
			if (line.startsWith('[debug]')) continue;
			if (line.startsWith('ERROR:')) current = errors;
		}
		if (line.trim() !== '') current.push(line);
	}
	return { errors: errors.join('\n'), warnings: warnings.join('\n') };
}

/** yt-dlp's own first error for a person: without addresses, ids and its call to report. */
function raw(errors: string, exitCode: number | null): string {
	const lines = errors.split('\n');
	const line = lines.find((text) => text.startsWith('ERROR:')) ?? lines.at(-1) ?? '';
	const words = line
		.replace(/^ERROR:\s*/, '')
		.replace(/^\[[\w:]+\]\s*(?:[\w-]{11}:\s*)?/, '')
		.replace(/; please report this issue.*$/, '')
		.replaceAll(/https?:\/\/\S+/g, '…')
		.trim()
		.slice(0, 300);
	return words === ''
		? `yt-dlp ended with exit code ${exitCode ?? 'none'} and no word.`
		: `yt-dlp could not do it: ${words}`;
}
