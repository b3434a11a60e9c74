import { fail, ok, type Check } from '../../lib/doctor/check';
import { usageCheck, type Usage } from '../../lib/doctor/usageCheck';
import type { Store } from '../store/store';
import { sentenceOf } from './attempt';
import { nameOf } from './checkAccounts';

const name = { id: 'limits.used', group: 'limits', title: 'Calls' } as const;

/** What was used of TikTok's and YouTube's limits: one line for each endpoint and account that was called today. */
export async function checkLimits(store: Pick<Store, 'calls' | 'accounts'>): Promise<Check[]> {
	try {
		const usage = await store.calls.usage();
		const accounts = await store.accounts.list();
		const names = new Map(accounts.map((account) => [account.id, nameOf(account)]));
		if (usage.length === 0) return [ok(name, 'Nothing was asked of TikTok or YouTube today.')];
		return usage.map((row) => usageCheck(row, whoOf(row, names)));
	} catch (error) {
		return [fail(name, sentenceOf(error))];
	}
}

/** A code is exchanged before it is known whose it is; names are asked for before there is an account. */
function whoOf({ endpoint, accountId }: Usage, names: Map<string, string>): string {
	if (endpoint === 'oauth/token') return 'the app';
	return names.get(accountId) ?? (accountId ? 'while connecting' : '');
}
