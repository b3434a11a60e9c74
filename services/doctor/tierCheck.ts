import { ok, warn, type Check } from '../../lib/doctor/check';
import type { Settings } from '../settings';

/** What TikTok lets this kind of app do (facts/tiktok.md §13). Null without TikTok settings. */
export function tierCheck({ mode, tiktok }: Settings): Check | null {
	const name = { id: 'tiktok.tier', group: 'tiktok', title: 'What the app may do' } as const;
	if (mode === 'sandbox') {
		return ok(
			name,
			'Everything, at the sandbox’s stand-in: nothing is posted anywhere. For real posts put TIKTOK_CLIENT_KEY, TIKTOK_CLIENT_SECRET and TIKTOK_REDIRECT_URI of your TikTok app into .env.',
		);
	}
	if (!tiktok) return null;
	if (tiktok.isStandIn) {
		return warn(
			name,
			`TIKTOK_API_URL is ${tiktok.apiUrl}, which is not TikTok: nothing is posted there.`,
			'For real posts remove TIKTOK_API_URL and TIKTOK_AUTHORIZE_URL.',
		);
	}
	return warn(
		name,
		'TikTok does not tell whether an app is audited. Keys of a TikTok sandbox: up to 10 test users, no public posts. Not audited: at most 5 posting users a day; `review` and `auto` only for accounts that are private, and only you see the post; `inbox` works. Audited: everything that TikTok offers the creator.',
		'Look at your app on developers.tiktok.com; until it is audited use posting `inbox`, or make the TikTok account private.',
	);
}
