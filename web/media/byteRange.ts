export type ByteRange = { first: number; last: number };

/**
 * The part of a file that a `Range` header asks for (RFC 9110 §14). `whole` when there is none, or one that may be
 * ignored (other units, several parts); `unsatisfiable` when it lies beyond the end.
 */
export function byteRange(
	header: string | undefined,
	sizeBytes: number,
): ByteRange | 'whole' | 'unsatisfiable' {
	const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
	const [, from = '', to = ''] = match ?? [];
	if (!match || (from === '' && to === '')) return 'whole';
	if (from === '') {
		const suffixBytes = Math.min(Number(to), sizeBytes);
		if (suffixBytes === 0) return 'unsatisfiable';
		return { first: sizeBytes - suffixBytes, last: sizeBytes - 1 };
	}
	const first = Number(from);
	if (to !== '' && Number(to) < first) return 'whole';
	if (first >= sizeBytes) return 'unsatisfiable';
	return { first, last: to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1) };
}
