import fs from 'node:fs';
import { createSealer } from '../../../services/createSealer';
import { newSecretKey } from '../../../services/secretFiles';
import { openStore } from '../../../services/store/openStore';
import { newDataDir } from '../../support/newDataDir';
import { grant, newRepost, person, upload } from './samples';
import { newSync } from './syncs/syncSamples';

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
	const { channelId } = await newSync(before, { accountId: account.id });
	await before.webSubs.open(channelId);
	const hubSecret = await before.webSubs.secret(channelId);
	await before.close();

	const during = await openWith(newKey, oldKey);
	// Two grants (the repost's account has one too), an upload URL and the secret of a subscription.
	expect(await during.grants.reseal()).toBe(4);
	await during.close();

	await expect(openWith(oldKey)).rejects.toMatchObject({ code: 'wrong_secret_keys' });
	const after = await openWith(newKey);
	expect(await after.grants.open(account.id)).toEqual({ ...tokens, version: 1 });
	expect(await after.uploads.get(id)).toMatchObject({ uploadUrl: upload().uploadUrl });
	expect(await after.webSubs.secret(channelId)).toBe(hubSecret);
	await after.close();
	fs.rmSync(dataDir, { recursive: true });
});
