import { Problem } from '../../lib/errors';
import { quoted } from '../../lib/quoted';
import type { Account } from './accounts';

/**
 * The account that a person means by an id, a username (with or without @, any case) or a display name, in that order.
 * Of several with the same name the only connected one is meant. Problems: unknown_account, ambiguous_account.
 */
export function findAccount(name: string, accounts: Account[]): Account {
	const wanted = plain(name);
	const byId = accounts.find(({ id }) => id === name.trim());
	if (byId) return byId;
	const username = wanted.replace(/^@/, '');
	const byUsername = accounts.filter((it) => it.username && plain(it.username) === username);
	const byName = accounts.filter((it) => plain(it.displayName) === wanted);
	const matches = byUsername.length ? byUsername : byName;
	const connected = matches.filter(({ status }) => status === 'connected');
	const [match, ...others] = connected.length ? connected : matches;
	if (!match) throw unknown(name, accounts);
	if (!others.length) return match;
	throw new Problem(
		'ambiguous_account',
		`More than one account is called ${quoted(name, longestName)}: say which by its id (${[match, ...others].map(label).join(', ')}).`,
	);
}

/** Of what was asked for, so much is said back. */
const longestName = 80;

function plain(name: string): string {
	return name.trim().normalize('NFC').toLowerCase();
}

function unknown(given: string, accounts: Account[]): Problem {
	const known = accounts.map(label).join(', ');
	const name = quoted(given, longestName);
	return new Problem(
		'unknown_account',
		known
			? `There is no account ${name}. Known: ${known}.`
			: `There is no account ${name}: none is connected yet. Connect one on the accounts page first.`,
	);
}

function label({ id, username, displayName }: Account): string {
	return `${id} ${username ? `@${username}` : `“${displayName}”`}`;
}
