/** What an account is called where one word must do. */
export function accountName(account: { username: string | null; displayName: string }): string {
	return account.username ?? account.displayName;
}
