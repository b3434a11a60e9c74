import type { TikTokEndpoint } from '../tiktok/limits';
import { callsPerMinute } from '../tiktok/limits';
import { ok, warn, type Check } from './check';

export interface Usage {
	provider: string;
	endpoint: string;
	accountId: string;
	lastMinute: number;
	/** Since midnight UTC; of YouTube, since midnight in California, as its quota. */
	today: number;
}

/** What TikTok counts beyond calls a minute (facts/tiktok.md §11). */
const daily = new Map<string, string>([
	['video/init', 'TikTok takes about 15 direct posts a day and creator, from all apps together'],
	['inbox/video/init', 'TikTok takes five drafts that wait in the inbox'],
]);

/** What was used of one limit. `who` is the account's name, or what else is counted. */
export function usageCheck(usage: Usage, who: string): Check {
	const { provider, endpoint, accountId, lastMinute, today } = usage;
	const isTikTok = provider === 'tiktok';
	const name = {
		id: ['limits', provider, endpoint, accountId].filter(Boolean).join('.'),
		group: 'limits',
		title: `${isTikTok ? 'TikTok' : 'YouTube'} ${endpoint}${who ? `, ${who}` : ''}`,
	} as const;
	const perMinute = isTikTok && isEndpoint(endpoint) ? callsPerMinute[endpoint] : null;
	const ofMinute = perMinute === null ? `${lastMinute}` : `${lastMinute} of ${perMinute}`;
	const more = isTikTok ? daily.get(endpoint) : dailyOfYouTube(endpoint);
	const detail = `${today} today, ${ofMinute} in the last minute${more ? ` (${more})` : ''}.`;
	const isFull = perMinute !== null && lastMinute >= perMinute;
	return isFull ? warn(name, detail, 'Wait a minute; 14ms does so by itself.') : ok(name, detail);
}

function dailyOfYouTube(endpoint: string): string | undefined {
	return endpoint.startsWith('Data API ')
		? 'one unit each; a key has 10,000 a day for all of them, counted from midnight in California'
		: undefined;
}

function isEndpoint(word: string): word is TikTokEndpoint {
	return Object.hasOwn(callsPerMinute, word);
}
