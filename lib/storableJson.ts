import { storableStrings } from './storable';

/** JSON from outside, its strings as every part can keep them; undefined when it is no JSON. */
export function storableJson(text: string): unknown {
	try {
		return JSON.parse(text, storableStrings);
	} catch {
		return undefined;
	}
}
