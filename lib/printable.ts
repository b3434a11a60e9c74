/**
 * Text from outside as one line for a terminal: what could steer it (escape sequences, line ends, characters that turn
 * the direction of writing) becomes U+FFFD.
 */
export function printable(text: string): string {
	return text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}
