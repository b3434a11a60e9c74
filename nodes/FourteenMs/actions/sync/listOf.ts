import { textOf } from '../../transport/textOf';

/** What a person typed between commas or an expression gave as a list. */
export function listOf(value: unknown): string[] {
	const parts: unknown[] = Array.isArray(value) ? value : textOf(value).split(/[,\n]/);
	return parts.map((part) => textOf(part).trim()).filter((part) => part !== '');
}
