import { fail, ok, warn, type Check } from '../../lib/doctor/check';
import { momentInWords } from '../../lib/posting/lane/localTime';
import { scopesCheck } from '../../lib/doctor/scopesCheck';
import { Problem } from '../../lib/errors';
import { userInfoFields } from '../../lib/tiktok/scopes';
import type { Account } from '../store/accounts';
import type { Store } from '../store/store';
import type { TikTokAccounts } from '../tiktok/tiktok';
import { TikTokError } from '../tiktok/tikTokError';
import { attempt } from './attempt';

export interface AccountParts {
	store: Pick<Store, 'accounts' | 'grants'>;
	accounts: Pick<TikTokAccounts, 'refreshNames' | 'refreshGrant'>;
	publicUrl: string;
	now: () => Date;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** 14ms refreshes a token so long before it ends; a doctor that finds one in that time does the same. */
const refreshAheadMs = 10 * minuteMs;
const reconnectAheadMs = 14 * dayMs;

/** For every connected account: what it granted, and whether its token works and can be refreshed. */
export async function checkAccounts(parts: AccountParts): Promise<Check[]> {
	const name = { id: 'accounts.connected', group: 'accounts', title: 'Accounts' } as const;
	let accounts: Account[] = [];
	const listed = await attempt(name, async () => {
		accounts = (await parts.store.accounts.list()).filter(
			({ status }) => status !== 'disconnected',
		);
		return accounts.length > 0
			? ok(name, `Connected: ${accounts.map(nameOf).join(', ')}.`)
			: warn(
					name,
					'No TikTok account is connected yet.',
					`Open ${parts.publicUrl}/accounts and connect one.`,
				);
	});
	const each = await Promise.all(accounts.map((account) => checkAccount(account, parts)));
	return [listed, ...each.flat()];
}

export function nameOf({ username, displayName }: Account): string {
	return username ? `@${username}` : displayName;
}

async function checkAccount(account: Account, parts: AccountParts): Promise<Check[]> {
	const who = nameOf(account);
	const token = {
		id: `accounts.${account.id}.token`,
		group: 'accounts',
		title: `${who}: token`,
	} as const;
	const scopes = {
		id: `accounts.${account.id}.scopes`,
		group: 'accounts',
		title: `${who}: permissions`,
	} as const;
	// First the token: a refresh may bring other scopes.
	const tokenCheck = await attempt(token, () => tryToken(token, account, parts));
	const scopeCheck = await attempt(scopes, async () => {
		const facts = await parts.store.grants.facts(account.id);
		return scopesCheck(scopes, facts?.scopes ?? [], connectUrl(parts));
	});
	return [tokenCheck, scopeCheck];
}

/** Uses the token, and refreshes it only when it is about to end: every refresh kills the old refresh token. */
async function tryToken(
	name: Pick<Check, 'id' | 'group' | 'title'>,
	{ id, status }: Account,
	parts: AccountParts,
): Promise<Check> {
	const { store, accounts, now } = parts;
	const again = `Connect the account again at ${connectUrl(parts)}.`;
	const before = await store.grants.facts(id);
	if (status === 'reconnect' || !before) {
		return fail(name, 'TikTok no longer takes the stored permission.', again);
	}
	const isDue = before.accessExpiresAt.getTime() - now().getTime() <= refreshAheadMs;
	const canAsk =
		userInfoFields(before.scopes).length > 0 || before.scopes.includes('video.publish');
	try {
		if (isDue) await accounts.refreshGrant(id);
		await accounts.refreshNames(id);
	} catch (error) {
		return refusal(name, error, again);
	}
	const after = (await store.grants.facts(id)) ?? before;
	const used = canAsk ? 'TikTok accepts it' : 'it has not ended';
	const isRefreshed = after.version > before.version;
	const detail = `${used}${isRefreshed ? ', it was just refreshed' : ''}; good until ${momentInWords(after.accessExpiresAt.getTime(), 'UTC')}, refreshed by itself until ${momentInWords(after.refreshExpiresAt.getTime(), 'UTC')}.`;
	const leftMs = after.refreshExpiresAt.getTime() - now().getTime();
	return leftMs < reconnectAheadMs
		? warn(name, capital(detail), again)
		: ok(name, capital(detail));
}

function refusal(
	name: Pick<Check, 'id' | 'group' | 'title'>,
	error: unknown,
	again: string,
): Check {
	if (error instanceof Problem && error.code === 'reconnect_needed') {
		return fail(name, error.message, again);
	}
	if (error instanceof Problem && error.code === 'tiktok_rate_limited') {
		return warn(name, error.message, 'Run the check again in a minute.');
	}
	// Any other answer but that about the keys came after TikTok had taken the token.
	const isAnswered = error instanceof TikTokError && error.facts.httpStatus !== null;
	if (isAnswered && error.meaning.code !== 'tiktok_keys_refused') {
		return warn(name, error.message, 'Run the check again in a minute.');
	}
	throw error;
}

function connectUrl({ publicUrl }: AccountParts): string {
	return `${publicUrl}/accounts`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
