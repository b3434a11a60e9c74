import { z } from 'zod';
import { momentInWords } from '../posting/lane/localTime';
import { sourceReport, type SourceReport } from './syncView';

/** A source of YouTube that did not answer a look. */
export const failingSource = sourceReport
	.pick({ source: true })
	.extend({ code: z.string(), message: z.string() });
export type FailingSource = z.infer<typeof failingSource>;

export const sourceWords: Record<SourceReport['source'], string> = {
	dataApi: 'YouTube Data API',
	rss: 'RSS feed',
	ytDlp: 'yt-dlp',
};

export function failingOf(sources: SourceReport[]): FailingSource[] {
	return sources.flatMap(({ source, error }) => (error ? [{ source, ...error }] : []));
}

/** Null when at least one source has answered; else why, in YouTube's words or ours. */
export function whyNoneAnswered(sources: SourceReport[]): string | null {
	if (sources.some(({ isOk }) => isOk)) return null;
	const [first] = failingOf(sources);
	return first?.message ?? 'No source answered.';
}

/** YouTube's feeds answer 404 for living channels, too, for hours at times: whoever needs to know has to ask for the channel. */
export function mayBeGone(sources: SourceReport[]): boolean {
	if (whyNoneAnswered(sources) === null) return false;
	return sources.some(
		({ source, error }) => source === 'rss' && error?.code === 'youtube_try_later',
	);
}

/** The same ones for the same reasons; how the reasons are worded changes from look to look. */
export function areSameFailing(some: FailingSource[], others: FailingSource[]): boolean {
	const keyOf = (all: FailingSource[]) =>
		all
			.map(({ source, code }) => `${source} ${code}`)
			.toSorted()
			.join();
	return keyOf(some) === keyOf(others);
}

/**
 * What a look went without though another source answered it; null: nothing.
 * @param gapSince ISO; since then no look got as far as what was known before
 */
export function failingInWords(failing: FailingSource[], gapSince: string | null): string | null {
	const parts = failing.map(({ source, message }) => `${sourceWords[source]}: ${message}`);
	if (gapSince !== null) {
		const since = momentInWords(Date.parse(gapSince), 'UTC');
		parts.push(`Not all from before ${since} could be read yet; each look tries again.`);
	}
	return parts.length > 0 ? parts.join(' ') : null;
}
