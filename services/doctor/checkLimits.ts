import { ok, type Check } from '../../lib/doctor/check';
import { usageCheck } from '../../lib/doctor/usageCheck';
import type { Store } from '../store/store';
import { sentenceOf } from './attempt';
import { nameOf } from './checkAccounts';

const name = { id: 'limits.used', group: 'limits', title: 'Calls' } as const;

/** What was used of TikTok's and YouTube's limits: one line for each endpoint and account that was called today. */
export async function checkLimits(
	store: Pick<Store, 'calls' | 'accounts'>,
	clientKey: string | null,
): Promise<Check[]> {
	try {
		const usage = await store.calls.usage();
		const accounts = await store.accounts.list();
		const names = new Map(accounts.map((account) => [account.id, nameOf(account)]));
		if (clientKey) names.set(clientKey, 'the app');
		if (usage.length === 0) return [ok(name, 'Nothing was asked of TikTok or YouTube today.')];
		return usage.map((row) =>
			usageCheck(row, names.get(row.accountId) ?? (row.accountId ? 'while connecting' : '')),
		);
	} catch (error) {
		return [{ ...name, result: 'fail', detail: sentenceOf(error), whatToDo: null }];
	}
}
