import { Problem } from '../../lib/errors';
import { inBatches } from '../../lib/inBatches';
import { storableJson } from '../../lib/storableJson';
import type { SourceCounts } from '../../lib/youtube/sourceCounts';
import { statisticsAnswer } from '../../lib/youtube/statistics';
import { dataApiProblem } from '../discovery/dataApiProblem';
import type { Ask } from '../discovery/requests';
import type { SourceNumbers } from './sourceNumbers';

export interface DataApiOptions {
	apiKey: string;
	ask: Ask;
	/** Told before each request, for doctor's count of quota. */
	countCall: (endpoint: string) => Promise<void>;
}

const address = 'https://www.googleapis.com/youtube/v3/videos';
/** Ids that one call takes; it costs one unit of quota whatever their number. */
const mostIdsAtOnce = 50;

/** YouTube's Data API, `videos.list` with `part=statistics`. */
export function dataApiNumbers({ apiKey, ask, countCall }: DataApiOptions): SourceNumbers {
	return async (videoIds, signal) => {
		const found = new Map<string, SourceCounts>();
		for (const ids of inBatches(videoIds, mostIdsAtOnce)) {
			for (const [id, counts] of await statistics(ids, signal)) found.set(id, counts);
		}
		return found;
	};

	async function statistics(ids: string[], signal: AbortSignal) {
		await countCall('Data API videos.list');
		const answer = await ask(address, {
			params: { part: 'statistics', id: ids.join(',') },
			// Addresses end up in logs.
			headers: { 'X-Goog-Api-Key': apiKey },
			signal,
		});
		if (answer.status !== 200) throw dataApiProblem(answer, new Date());
		const read = statisticsAnswer.safeParse(storableJson(answer.text));
		if (read.success) return read.data;
		throw new Problem(
			'youtube_failed',
			'YouTube’s Data API answered in a form that 14ms does not know: it is asked again later.',
		);
	}
}
