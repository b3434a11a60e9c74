import type { Problem } from '../../lib/errors';
import type { Account, TikTokPerson } from '../store/accounts';
import type { Grant } from '../store/grants';

/** Someone's answer from TikTok before it is known which account it is. Holds tokens: seal it wherever it goes. */
export interface PendingConnect {
	person: TikTokPerson;
	grant: Grant;
}

export type ConnectOutcome =
	| {
			kind: 'connected';
			account: Account;
			outcome: 'new' | 'reconnected' | 'newKeys';
			granted: string[];
			/** Asked for and not granted. */
			missing: string[];
	  }
	/** TikTok gave no union_id and the app keys are new: ask the person, then call `finish` with the pending part. */
	| { kind: 'whoIsIt'; twins: Account[]; pending: PendingConnect }
	/** Someone new, and nothing was kept (`keepNew: false`): `keep` makes it an account. */
	| { kind: 'new'; pending: PendingConnect };

interface Keeping {
	/** False: an account that is new is not kept yet; one that is known gets the grant at once. Default true. */
	keepNew?: boolean;
}

/** Connecting a TikTok account, in the two steps that a browser walks. Throws Problem only. */
export interface Connect {
	/**
	 * Where to send the browser. Keep `state` and `codeVerifier` (null where TikTok needs none) for the callback.
	 * `alwaysAsk` shows TikTok's page even to a known session; default: once an account is connected.
	 */
	begin(options?: {
		alwaysAsk?: boolean;
	}): Promise<{ url: string; state: string; codeVerifier: string | null; redirectUri: string }>;
	/** `code` as it is in the callback's query, decoded once. Problems: connect_failed, scope_missing, tiktok_*. */
	complete(
		callback: { code: string; codeVerifier: string | null },
		options?: Keeping,
	): Promise<ConnectOutcome>;
	/** After `whoIsIt`. `pending` may have been through JSON; `sameAs` null: none of the accounts that are there. */
	finish(pending: unknown, sameAs: string | null, options?: Keeping): Promise<ConnectOutcome>;
	/** Makes an account of a pending connect, under `newId`, unless the person has been connected meanwhile. */
	keep(pending: unknown, newId: string): Promise<Account>;
	/** The callback's `error`, e.g. `access_denied`, in words. */
	denied(error: string): Problem;
}
