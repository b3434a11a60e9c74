import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createSealer } from '../../../services/createSealer';
import { newSecretKey } from '../../../services/secretFiles';
import { openStore } from '../../../services/store/openStore';
import type { Store } from '../../../services/store/store';
import { emptyDataDir, putStore } from '../../support/newDataDir';
import { until } from '../../support/until';
import { newRepost } from './samples';

/** A disk of its own that can really be full takes a mount, and a mount takes root on Linux. */
const canMount = process.platform === 'linux' && process.getuid?.() === 0;
const onSmallDisk = canMount ? it : it.skip;

const dataDir = emptyDataDir();
const filler = path.join(dataDir, 'filler');
let store: Store | null = null;

beforeAll(async () => {
	if (!canMount) return;
	execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256m', 'tmpfs', dataDir]);
	await putStore(dataDir);
});
afterAll(async () => {
	await store?.close();
	if (canMount) execFileSync('umount', [dataDir]);
	fs.rmdirSync(dataDir);
});

onSmallDisk(
	'a full disk loses nothing that was confirmed, and is gone on from by itself',
	async () => {
		const sealer = createSealer([newSecretKey()]);
		store = await openStore({ dataDir, databaseUrl: null, sealer });
		const { reposts } = store;
		const { id } = await newRepost(store);
		fill();
		const confirmed: number[] = [];
		const codes = new Set<unknown>();
		// What fits into the present segment of the WAL is still written; then Postgres gives up.
		for (let n = 0; n < 400 && !codes.has('store_unavailable'); n++) {
			const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(60_000)));
			try {
				await reposts.note(id, 'test.noise', { n, noise: noise.toString('base64') });
				confirmed.push(n);
			} catch (error) {
				codes.add((error as { code?: unknown }).code);
			}
		}
		expect([...codes]).toContain('store_unavailable');
		expect(
			[...codes].filter((code) => code !== 'store_unavailable' && code !== 'disk_full'),
		).toEqual([]);
		await expect(store.ping()).rejects.toThrow('make room or check the disk');

		fs.rmSync(filler);
		const open = store;
		await until('the store to be open again', () =>
			open.ping().then(
				() => true,
				() => false,
			),
		);
		const timeline = await reposts.timeline(id);
		const kept = timeline.flatMap(({ data }) =>
			typeof data['n'] === 'number' ? [data['n']] : [],
		);
		expect(kept).toEqual(expect.arrayContaining(confirmed));
		await reposts.note(id, 'test.after', {});
	},
);

/** But for less than the next segment of the WAL, which is made whole. */
function fill(): void {
	const file = fs.openSync(filler, 'w');
	const block = Buffer.alloc(500_000);
	for (;;) {
		const { bavail, bsize } = fs.statfsSync(dataDir);
		if (bavail * bsize < 15_500_000) break;
		fs.writeSync(file, block);
	}
	fs.closeSync(file);
}
