import fs from 'node:fs';
import { createSealer } from '../../services/createSealer';
import { newSecretKey } from '../../services/secretFiles';
import { openStore } from '../../services/store/openStore';
import type { Store } from '../../services/store/store';
import { newDataDir } from './newDataDir';

/** An embedded store for all tests of a block. */
export function withStore(use: (store: Store) => void, { now }: { now?: () => Date } = {}): void {
	let dataDir: string;
	let store: Store;
	beforeAll(async () => {
		dataDir = await newDataDir();
		const sealer = createSealer([newSecretKey()]);
		store = await openStore({ dataDir, databaseUrl: null, sealer, now });
		use(store);
	});
	afterAll(async () => {
		await store.close();
		fs.rmSync(dataDir, { recursive: true });
	});
}
