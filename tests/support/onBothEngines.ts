import fs from 'node:fs';
import { createSealer } from '../../services/createSealer';
import { newSecretKey } from '../../services/secretFiles';
import { openStore } from '../../services/store/openStore';
import type { Store } from '../../services/store/store';
import { newDataDir } from './newDataDir';
import { startPostgres } from './postgres';

export interface TestStores {
	readonly store: Store;
	/** Another process as far as Postgres can tell; PGlite allows only one, so there it is `store` itself. */
	readonly other: Store;
}

interface Opened extends TestStores {
	close(): Promise<void>;
}

/** Runs the same tests on PGlite and on a real Postgres. */
export function onBothEngines(title: string, suite: (stores: TestStores) => void): void {
	describe.each([
		['PGlite', openPglite],
		['Postgres', openPostgres],
	])(`${title}, on %s`, (_engine, open) => {
		let opened: Opened | undefined;
		const now = () => {
			if (!opened) throw new Error('The stores are open only while tests run.');
			return opened;
		};
		beforeAll(async () => {
			opened = await open();
		});
		afterAll(() => opened?.close());
		suite({
			get store() {
				return now().store;
			},
			get other() {
				return now().other;
			},
		});
	});
}

const newSealer = () => createSealer([newSecretKey()]);

async function openPglite(): Promise<Opened> {
	const dataDir = await newDataDir();
	const store = await openStore({ dataDir, databaseUrl: null, sealer: newSealer() });
	return {
		...{ store, other: store },
		async close() {
			await store.close();
			fs.rmSync(dataDir, { recursive: true });
		},
	};
}

async function openPostgres(): Promise<Opened> {
	const postgres = await startPostgres();
	const options = { dataDir: '/nowhere', databaseUrl: postgres.url, sealer: newSealer() };
	// At the same time: the first migration must not be run twice.
	const [store, other] = await Promise.all([openStore(options), openStore(options)]);
	return {
		...{ store, other },
		async close() {
			await Promise.all([store.close(), other.close()]);
			await postgres.stop();
		},
	};
}
