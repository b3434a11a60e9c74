import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createSealer } from '../../../../services/createSealer';
import { newSecretKey } from '../../../../services/secretFiles';
import { createDatabase, type Database } from '../../../../services/store/database';
import { openPglite } from '../../../../services/store/openPglite';
import { openStore } from '../../../../services/store/openStore';
import { createSyncStore } from '../../../../services/store/syncs/createSyncStore';
import { newDataDir } from '../../../support/newDataDir';
import { onBothEngines } from '../../../support/onBothEngines';
import { decided, found, newSync, newVideo } from './syncSamples';

test('a look reads ids, and the facts of those alone that are not decided yet', async () => {
	const dataDir = await newDataDir();
	const [open, over] = [
		newVideo({ description: 'Not decided.' }),
		newVideo({ description: 'Decided.' }),
	];
	const store = await openStore({
		...{ dataDir, databaseUrl: null, sealer: createSealer([newSecretKey()]) },
	});
	const { id } = await newSync(store);
	await found(store, id, [open, over]);
	await store.syncs.decide(id, over.videoId, decided('skipped', 'not_a_short'));
	await store.close();

	const engine = await openPglite(join(dataDir, 'store'));
	const db = createDatabase(engine);
	const reads: string[] = [];
	const watched: Database = {
		...db,
		async read(work) {
			const result = await db.read(work);
			reads.push(JSON.stringify(result));
			return result;
		},
	};
	try {
		const syncs = createSyncStore(watched);
		expect((await syncs.known(id, [open.videoId, over.videoId])).size).toBe(2);
		expect(await syncs.saveLook(id, { videos: [open, over], memory: {} })).toEqual({
			found: 0,
		});
		const [known, saved] = reads;
		expect(reads).toHaveLength(2);
		expect(known).not.toContain('ecided.');
		expect(saved).toContain('Not decided.');
		expect(saved).not.toContain('"Decided.');
	} finally {
		await engine.close();
		rmSync(dataDir, { recursive: true });
	}
});

onBothEngines('a whole channel', (stores) => {
	test('of more videos than one statement takes values is known and saved', async () => {
		const { id } = await newSync(stores.store);
		const videos = [newVideo(), newVideo()];
		await found(stores.store, id, videos);
		const strange = Array.from({ length: 70_000 }, (_, n) => `strange${n}`);
		const [first, last] = videos.map(({ videoId }) => videoId);
		const ids = [first ?? '', ...strange, last ?? ''];
		expect(await stores.store.syncs.known(id, ids)).toEqual(new Set([first, last]));
		expect(await stores.store.syncs.known(id, ids, new Date(0))).toEqual(new Set());
	});
});
