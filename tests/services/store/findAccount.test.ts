import { findAccount } from '../../../services/store/findAccount';
import { codeOf } from '../../support/codeOf';
import type { Account } from '../../../services/store/accounts';

const account = (given: Partial<Account>): Account => ({
	...{ id: 'aaaaaaaaaa', unionId: null, username: 'ana', displayName: 'Ana', avatarUrl: null },
	...{ status: 'connected', createdAt: new Date(0), updatedAt: new Date(0), ...given },
});

it('says which accounts there are when none has the name', () => {
	expect(() => findAccount('bob', [account({})])).toThrow(
		'There is no account “bob”. Known: aaaaaaaaaa @ana.',
	);
});

it('repeats no more than the start of a very long name', () => {
	const find = () => findAccount('b'.repeat(60_000), []);
	expect(find).toThrow(`“${'b'.repeat(80)}…”`);
});

it('repeats a name as one printable line', () => {
	expect(() => findAccount('b\0\r\nX', [])).toThrow('no account “b\ufffd\ufffd\ufffdX”: none');
});

it('says that none is connected yet', () => {
	const find = () => findAccount('bob', []);
	expect(codeOf(find)).toBe('unknown_account');
	expect(find).toThrow('none is connected yet');
});

it('does not guess between two accounts with one display name', () => {
	const twins = [account({ username: 'a1' }), account({ id: 'bbbbbbbbbb', username: 'a2' })];
	const find = () => findAccount('Ana', twins);
	expect(codeOf(find)).toBe('ambiguous_account');
	expect(find).toThrow('(aaaaaaaaaa @a1, bbbbbbbbbb @a2)');
});

it('means the only connected one of several with the same name', () => {
	const gone = account({ status: 'disconnected' });
	const here = account({ id: 'bbbbbbbbbb' });
	expect(findAccount('@ana', [gone, here])).toBe(here);
});

it('prefers a username over another’s display name', () => {
	const named = account({ id: 'bbbbbbbbbb', username: 'other', displayName: 'ana' });
	const byUsername = account({ displayName: 'Someone' });
	expect(findAccount('ana', [named, byUsername])).toBe(byUsername);
});
