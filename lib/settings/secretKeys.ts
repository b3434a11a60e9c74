import type { Rule } from './rules';

const keyBytes = 32;

/** `SECRET_KEYS`: base64 or base64url keys of 32 bytes with commas between. Keys are named by position, never shown. */
export const areSecretKeys: Rule = (value, name) => {
	const keys = split(value);
	return keys.flatMap((key, index) => {
		const which = `${name}: key ${index + 1}`;
		if (key === '') return [`${which} is empty: remove the comma that is too much.`];
		if (!/^[A-Za-z0-9+/_-]+={0,2}$/u.test(key)) {
			return [`${which} is not base64: make one with \`openssl rand -base64 32\`.`];
		}
		const sizeBytes = toBytes(key).length;
		if (sizeBytes !== keyBytes) {
			return [
				`${which} has ${sizeBytes} bytes, not ${keyBytes}: make one with \`openssl rand -base64 32\`.`,
			];
		}
		const first = keys.findIndex((other) => toBytes(other).equals(toBytes(key)));
		return first === index ? [] : [`${which} is the same as key ${first + 1}: remove one.`];
	});
};

/** The keys of a list that `areSecretKeys` found right. */
export function parseSecretKeys(value: string): Uint8Array[] {
	return split(value).map((key) => Uint8Array.from(toBytes(key)));
}

function split(value: string): string[] {
	return value.split(',').map((key) => key.trim());
}

function toBytes(key: string): Buffer {
	return Buffer.from(key, 'base64');
}
