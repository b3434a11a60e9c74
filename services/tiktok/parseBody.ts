import { parse } from 'lossless-json';
import { storableStrings } from '../../lib/storable';

/**
 * JSON whose integers stay exact: those that do not fit a double come as strings of digits (TikTok's post ids have 19).
 * Undefined when it is not JSON; an empty text is null.
 */
export function parseBody(text: string): unknown {
	if (text.trim() === '') return null;
	try {
		return parse(text, storableStrings, { parseNumber: exactNumber });
	} catch {
		return undefined;
	}
}

function exactNumber(text: string): number | string {
	const value = Number(text);
	const isInteger = /^-?\d+$/.test(text);
	return isInteger && !Number.isSafeInteger(value) ? text : value;
}
