import type { Database } from './database';
import { createRepost } from './reposts/createRepost';
import { decisionsOnReposts } from './reposts/decisionsOnReposts';
import { progressOfReposts } from './reposts/progressOfReposts';
import { editRepost } from './reposts/editRepost';
import { readReposts } from './reposts/readReposts';
import { recordConsent } from './reposts/recordConsent';
import type { RepostStore } from './reposts/reposts';

/** The ledger. Every change and its event are one transaction; every condition is part of the statement that changes. */
export function createRepostStore(db: Database): RepostStore {
	return {
		create: (wanted) => createRepost(db, wanted),
		...readReposts(db),
		...progressOfReposts(db),
		...decisionsOnReposts(db),
		edit: (id, edit) => editRepost(db, id, edit),
		consent: (accountId, settings, wording, by) =>
			recordConsent(db, { accountId, settings, wording, by }),
	};
}
