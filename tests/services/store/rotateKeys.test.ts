import fs from 'node:fs';
import { createSealer } from '../../../services/createSealer';
import { newSecretKey } from '../../../services/secretFiles';
import { openStore } from '../../../services/store/openStore';
import { newDataDir } from '../../support/newDataDir';
import { grant, newRepost, person, upload } from './samples';

it('needs the old key no more once everything is sealed anew', async () => {
	const dataDir = await newDataDir();
	const [oldKey, newKey] = [newSecretKey(), newSecretKey()];
	const openWith = (...keys: Uint8Array[]) =>
		openStore({ dataDir, databaseUrl: null, sealer: createSealer(keys) });

	const before = await openWith(oldKey);
	const tokens = grant();
	const { account } = await before.accounts.connect(person(), tokens);
	const { id } = await newRepost(before);
	await before.uploads.replace(id, 0, upload());
	await before.close();

	const during = await openWith(newKey, oldKey);
	// Two grants (the repost's account has one too) and an upload URL.
	expect(await during.grants.reseal()).toBe(3);
	await during.close();

	await expect(openWith(oldKey)).rejects.toMatchObject({ code: 'wrong_secret_keys' });
	const after = await openWith(newKey);
	expect(await after.grants.open(account.id)).toEqual({ ...tokens, version: 1 });
	expect(await after.uploads.get(id)).toMatchObject({ uploadUrl: upload().uploadUrl });
	await after.close();
	fs.rmSync(dataDir, { recursive: true });
});
