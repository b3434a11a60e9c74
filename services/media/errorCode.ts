/** The `code` of a system error, such as `ENOSPC`; null for anything else. */
export function errorCode(error: unknown): string | null {
	const isSystemError = typeof error === 'object' && error !== null && 'code' in error;
	return isSystemError && typeof error.code === 'string' ? error.code : null;
}
