import { createHash } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import { Problem } from '../lib/errors';
import type { Sealer } from './sealing';

const alg = 'dir';
const enc = 'A256GCM';

/** A sealer for a ring of 32-byte keys, of which the first seals. Problem wrong_secret_keys for an empty or malformed ring. */
export function createSealer(keys: Uint8Array[]): Sealer {
	const [first] = keys;
	if (!first || keys.some((key) => key.length !== 32)) {
		throw new Problem(
			'wrong_secret_keys',
			'SECRET_KEYS must hold at least one key, each of 32 bytes in base64.',
		);
	}
	const ring = new Map(keys.map((key) => [keyId(key), key]));
	return {
		seal(value) {
			return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value)))
				.setProtectedHeader({ alg, enc, kid: keyId(first) })
				.encrypt(first);
		},
		async open(sealed): Promise<unknown> {
			const key = ring.get(keyIdOf(sealed) ?? '');
			if (!key) throw notOurs();
			try {
				const { plaintext } = await compactDecrypt(sealed, key, {
					keyManagementAlgorithms: [alg],
					contentEncryptionAlgorithms: [enc],
				});
				return JSON.parse(new TextDecoder().decode(plaintext));
			} catch {
				throw notOurs();
			}
		},
	};
}

/** Tells keys apart without telling anything about them. */
function keyId(key: Uint8Array): string {
	return createHash('sha256').update('14ms key id').update(key).digest('base64url').slice(0, 8);
}

function keyIdOf(sealed: string): string | undefined {
	try {
		return decodeProtectedHeader(sealed).kid;
	} catch {
		return undefined;
	}
}

function notOurs(): Problem {
	return new Problem(
		'wrong_secret_keys',
		'A stored secret was sealed with a key that is not in SECRET_KEYS (or DATA_DIR/secret-keys): put that key back after the first one.',
	);
}
