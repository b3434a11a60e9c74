import { decodeProtectedHeader } from 'jose';
import { createSealer } from '../../services/createSealer';
import { newSecretKey } from '../../services/secretFiles';

const [one, two] = [newSecretKey(), newSecretKey()];

it('seals what only the ring can open, differently every time', async () => {
	const sealer = createSealer([one]);
	const sealed = await sealer.seal({ refreshToken: 'rft.secret' });
	expect(sealed).not.toContain('secret');
	expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('secret');
	expect(await sealer.seal({ refreshToken: 'rft.secret' })).not.toBe(sealed);
	expect(await sealer.open(sealed)).toEqual({ refreshToken: 'rft.secret' });
});

it('seals with the first key and opens with any', async () => {
	const old = await createSealer([one]).seal('x');
	const both = createSealer([two, one]);
	expect(await both.open(old)).toBe('x');
	expect(await createSealer([two]).open(await both.seal('y'))).toBe('y');
});

it('names its key by a hash that gives nothing away', async () => {
	const header = decodeProtectedHeader(await createSealer([one]).seal('x'));
	expect(header).toMatchObject({ alg: 'dir', enc: 'A256GCM' });
	expect(Object.keys(header).sort()).toEqual(['alg', 'enc', 'kid']);
	expect(header.kid).toMatch(/^[\w-]{8}$/);
});

it.each([
	['sealed with a key that is not in the ring', () => createSealer([two]).seal('x')],
	['damaged', async () => (await createSealer([one]).seal('x')).slice(0, -3) + 'AAA'],
	['not sealed at all', () => Promise.resolve('plain')],
])('refuses what is %s, in words', async (_what, make) => {
	const sealed = await make();
	await expect(createSealer([one]).open(sealed)).rejects.toMatchObject({
		code: 'wrong_secret_keys',
	});
});

it.each([
	['empty', []],
	['of a wrong length', [new Uint8Array(31)]],
])('refuses a ring that is %s', (_what, keys) => {
	expect(() => createSealer(keys)).toThrow('SECRET_KEYS');
});
