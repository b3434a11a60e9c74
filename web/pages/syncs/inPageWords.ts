/** Sentences of the API name its own fields; here they are boxes. */
export function inPageWords(sentence: string): string {
	return sentence
		.replaceAll('say `ownContent: true`', 'tick “This is my channel”')
		.replace(
			/`fromDate` must be a time such as \S+/,
			'“Published from” must be a date such as 2026-11-01.',
		);
}
