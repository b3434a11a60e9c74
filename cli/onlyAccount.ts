import { z } from 'zod';
import { accountName } from '../lib/accountName';
import { Problem } from '../lib/errors';
import type { ApiClient } from './apiClient';

const accounts = z.object({
	items: z.array(
		z.object({ username: z.string().nullable(), displayName: z.string(), status: z.string() }),
	),
});

/** The name of the one account that is connected. Problem account_required. */
export async function onlyAccount(api: ApiClient): Promise<string> {
	const { items } = await api.get('/accounts', accounts);
	const connected = items.filter(({ status }) => status !== 'disconnected');
	const names = connected.map(accountName);
	const [only] = names;
	if (only !== undefined && names.length === 1) return only;
	throw new Problem(
		'account_required',
		names.length
			? `Say which account with --account: ${names.join(', ')}.`
			: `No TikTok account is connected yet: open ${api.pagesUrl}/accounts and connect one.`,
	);
}
