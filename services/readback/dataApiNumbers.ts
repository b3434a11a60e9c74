import axios from 'axios';
import { z } from 'zod';
import { Problem } from '../../lib/errors';
import type { SourceCounts } from '../../lib/youtube/sourceCounts';
import { statisticsAnswer } from '../../lib/youtube/statistics';
import type { Agents } from '../http/agents';
import type { SourceNumbers } from './sourceNumbers';

export interface DataApiOptions {
	apiKey: string;
	agents: Agents;
	/** Origin; default Google's. */
	apiUrl?: string;
	/** Told before each call, for doctor's count of calls; one costs one unit of quota. */
	countCall?: (endpoint: string) => Promise<void>;
	/** For a whole call; default 30 s. */
	timeoutMs?: number;
}

/** Ids that one call takes. */
const mostIdsAtOnce = 50;
const largestAnswerBytes = 2_000_000;

/** YouTube's Data API, `videos.list` with `part=statistics`. Throws Problem youtube_quota, youtube_key_refused, youtube_*. */
export function dataApiNumbers(options: DataApiOptions): SourceNumbers {
	return async (videoIds, signal) => {
		const found = new Map<string, SourceCounts>();
		for (let first = 0; first < videoIds.length; first += mostIdsAtOnce) {
			const ids = videoIds.slice(first, first + mostIdsAtOnce);
			for (const [id, counts] of await ask(options, ids, signal)) found.set(id, counts);
		}
		return found;
	};
}

async function ask(
	{ apiKey, agents, apiUrl, countCall, timeoutMs = 30_000 }: DataApiOptions,
	ids: string[],
	signal: AbortSignal,
): Promise<Map<string, SourceCounts>> {
	await countCall?.('videos.list');
	const response = await axios
		.get<unknown>(`${apiUrl ?? 'https://www.googleapis.com'}/youtube/v3/videos`, {
			...agents,
			params: { part: 'statistics', id: ids.join(',') },
			// Never in the URL, which proxies and logs keep.
			headers: { Accept: 'application/json', 'User-Agent': '14ms', 'X-Goog-Api-Key': apiKey },
			validateStatus: () => true,
			maxRedirects: 0,
			maxContentLength: largestAnswerBytes,
			signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
		})
		.catch(() => {
			// Axios's own errors hold the key.
			signal.throwIfAborted();
			throw new Problem(
				'youtube_unreachable',
				'YouTube’s Data API did not answer: check the network, proxy and certificate settings.',
			);
		});
	const answer = statisticsAnswer.safeParse(response.data);
	if (response.status === 200 && answer.success) return answer.data;
	throw problemOf(response.status, response.data);
}

const refusal = z.object({
	error: z.object({
		errors: z.array(z.object({ reason: z.string() })).default([]),
		details: z.array(z.object({ reason: z.string().optional() })).default([]),
	}),
});

const quota = new Set(['quotaExceeded', 'dailyLimitExceeded', 'rateLimitExceeded']);
const key = new Set([
	...['keyInvalid', 'keyExpired', 'API_KEY_INVALID', 'API_KEY_EXPIRED', 'accessNotConfigured'],
	...['forbidden', 'ipRefererBlocked', 'API_KEY_IP_ADDRESS_BLOCKED', 'SERVICE_DISABLED'],
]);

function problemOf(status: number, body: unknown): Problem {
	const { errors, details } = refusal.safeParse(body).data?.error ?? { errors: [], details: [] };
	const reasons = [...errors, ...details].flatMap(({ reason }) => reason ?? []);
	if (reasons.some((reason) => quota.has(reason))) {
		return new Problem(
			'youtube_quota',
			'The day’s quota of the YouTube Data API is used up: 14ms goes on once Google counts anew, at midnight Pacific time.',
		);
	}
	if (reasons.some((reason) => key.has(reason))) {
		return new Problem(
			'youtube_key_refused',
			'Google does not accept YOUTUBE_API_KEY: check the key, its restrictions, and that its project has the YouTube Data API v3 turned on.',
		);
	}
	return new Problem(
		'youtube_failed',
		`YouTube’s Data API answered HTTP ${status} with something that 14ms does not expect: it is asked again later.`,
	);
}
