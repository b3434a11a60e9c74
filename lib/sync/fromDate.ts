/** A day means its beginning in UTC; anything else stays for `syncRules` to check. */
export function fromDateOf(text: string): string {
	const given = text.trim();
	return /^\d{4}-\d\d-\d\d$/.test(given) ? `${given}T00:00:00Z` : given;
}

/** The other way round: a day where that says it all. */
export function fromDateText(fromDate: string | null): string {
	return fromDate?.replace(/T00:00:00(\.000)?Z$/, '') ?? '';
}
