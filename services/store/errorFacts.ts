/** What can be read off anything that was thrown. `code` is a SQLSTATE, a system error's name, or null. */
export interface ErrorFacts {
	message: string;
	code: string | null;
	/** SQLite's number. */
	errcode: number | null;
}

/** By its shape: errors of another realm or package are no `instanceof Error` of ours. */
export function factsOf(error: unknown): ErrorFacts {
	if (typeof error !== 'object' || error === null) {
		return { message: String(error), code: null, errcode: null };
	}
	const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
	const all = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
	return {
		// Node gives an AggregateError without words when every address of a host refused.
		message:
			message || all.map((each) => factsOf(each).message).join('; ') || 'no reason given',
		code: 'code' in error && typeof error.code === 'string' ? error.code : null,
		errcode: 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null,
	};
}
