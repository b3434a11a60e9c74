import { Problem } from '../../../lib/errors';
import { checkSettings } from '../../../lib/posting/checkSettings';
import { captionRules, syncRules, type SyncRules } from '../../../lib/sync/syncRules';
import { syncPostSettings, type SyncChanges } from '../../../lib/sync/syncView';
import { checkCaptionRules } from '../../captions/renderCaption';
import type { Store } from '../../store/store';
import type { Channel, Sync } from '../../store/syncs/syncs';
import type { TikTokAccounts } from '../../tiktok/tiktok';
import { autoConsentTo, mayPost } from '../requestRepost';
import { stateOwn } from './ownChannel';

interface Deps {
	store: Store;
	tiktok: Pick<TikTokAccounts, 'scopesOf'>;
	now: () => Date;
}

/** What is left out stays. Checked as a new one would be. */
export async function changeSync(
	{ store, tiktok, now }: Deps,
	{ sync, channel }: { sync: Sync; channel: Channel },
	changes: SyncChanges,
	by: string,
): Promise<Sync> {
	const { everyMinutes = sync.everyMinutes, posting = sync.posting } = changes;
	const settings = syncPostSettings.parse({ ...sync.settings, ...given(changes.settings) });
	const rules = changedRules(sync.rules, changes.rules);
	const captions = captionRules.parse({ ...sync.captions, ...given(changes.captions) });
	checkCaptionRules(captions);
	if (sync.action === 'repost' && (changes.posting ?? changes.settings)) {
		const account = await store.accounts.get(sync.accountId);
		if (!account) throw new Problem('unknown_account', 'There is no account with this id.');
		checkSettings(posting, settings);
		await mayPost(tiktok, account, posting);
		if (posting === 'auto') {
			await store.reposts.consent(account.id, settings, autoConsentTo(settings), by);
		}
	}
	if (changes.ownContent) await stateOwn({ store, now }, { channel, by });
	return store.syncs.edit(sync.id, { everyMinutes, posting, settings, rules, captions });
}

/** Each is allowed by itself; together with those that stay they may take nothing. */
function changedRules(before: SyncRules, changes: SyncChanges['rules']): SyncRules {
	const { success, data, error } = syncRules.safeParse({ ...before, ...given(changes) });
	if (success) return data;
	throw new Problem('bad_request', error.issues[0]?.message ?? 'These rules are not valid.');
}

/** Without what is undefined, which would take the place of what is there. */
function given(changes: object | undefined): object {
	return Object.fromEntries(
		Object.entries(changes ?? {}).filter(([, value]) => value !== undefined),
	);
}
