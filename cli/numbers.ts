import { InvalidArgumentError } from 'commander';

export function wholeNumber(text: string): number {
	if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
	return Number(text);
}

export function atLeastOne(text: string): number {
	const count = wholeNumber(text);
	if (count > 0) return count;
	throw new InvalidArgumentError('It must be at least 1.');
}

/** `none`, or a whole number, as text. */
export function numberOrNone(text: string): string {
	return text === 'none' ? text : String(wholeNumber(text));
}
