import type { FailingSource } from '../sync/failingSources';
import { fail, ok, warn, type Check, type CheckName } from './check';

/** @param failing the sources that did not answer the newest look of any sync; null: none has looked yet */
export function youTubeKeyCheck(name: CheckName, failing: FailingSource[] | null): Check {
	if (failing === null) return ok(name, 'YOUTUBE_API_KEY is set; no sync has used it yet.');
	const refusal = failing.find(({ source }) => source === 'dataApi');
	if (!refusal) return ok(name, 'YouTube took YOUTUBE_API_KEY at the newest look of a sync.');
	if (refusal.code !== 'youtube_key_refused') return warn(name, refusal.message);
	return fail(
		name,
		refusal.message,
		'Put a key into YOUTUBE_API_KEY whose Google Cloud project has “YouTube Data API v3” enabled, or remove the setting: feeds and yt-dlp are used without one.',
	);
}
