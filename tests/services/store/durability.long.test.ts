import fs from 'node:fs';
import path from 'node:path';
import { createSealer } from '../../../services/createSealer';
import { newSecretKey } from '../../../services/secretFiles';
import { openStore } from '../../../services/store/openStore';
import type { Store } from '../../../services/store/store';
import { newDataDir } from '../../support/newDataDir';
import { until } from '../../support/until';
import { grant, media, newRepost, person, upload, video, wanted } from './samples';
import { decided, newSync, newVideo } from './syncs/syncSamples';

/** A WAL segment, as Postgres names it. */
const segment = /^store\/pg_wal\/[0-9A-F]{24}$/;

let dataDir: string;
let store: Store;
/** Files in the order in which they were really put on disk. */
let synced: string[] = [];
let diskFails = false;

const sealer = createSealer([newSecretKey()]);
const open = (): Promise<Store> =>
	openStore({
		...{ dataDir, databaseUrl: null, sealer },
		fsync(fd, file) {
			if (diskFails) throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
			fs.fsyncSync(fd);
			synced.push(path.relative(dataDir, file));
		},
	});

beforeEach(async () => {
	dataDir = await newDataDir();
	store = await open();
});
afterEach(async () => {
	diskFails = false;
	await store.close().catch(() => undefined);
	fs.rmSync(dataDir, { recursive: true });
});

/** What was put on disk between the call and its answer. */
async function syncedBy(work: () => Promise<unknown>): Promise<string[]> {
	synced = [];
	await work();
	return [...synced];
}

it('puts the WAL on disk before the promise of any durable write resolves', async () => {
	const { reposts, uploads, grants, accounts } = store;
	const { id, accountId } = await newRepost(store);
	const other = await newRepost(store);
	const approval = { settings: other.settings, sha256: media.sha256, at: '' };
	const writes: Record<string, () => Promise<unknown>> = {
		create: () => reposts.create(wanted(accountId)),
		markStarted: () => reposts.markStarted(id, 1),
		saveVideo: () => reposts.saveVideo(id, 1, video),
		saveMedia: () => reposts.saveMedia(id, 1, media),
		'enter awaitingReview': () => reposts.enter(id, 1, 'awaitingReview'),
		approve: () => reposts.approve(id, approval),
		'enter uploading': () => reposts.enter(id, 1, 'uploading'),
		replace: () => uploads.replace(id, 0, upload()),
		takeLease: () => uploads.takeLease(id, 1, 'me', 60_000),
		note: () => reposts.note(id, 'repost.resumed', {}),
		commit: () => reposts.commit(id, 1, 'v_pub.1'),
		uncommit: () => reposts.uncommit(id, 1, 'v_pub.1', 1),
		requestCancel: () => reposts.requestCancel(id),
		finish: () => reposts.finish(id, 1, 'failed', {}),
		savePostId: () => reposts.savePostId(id, '1', null),
		retry: () => reposts.retry(id),
		consent: () => reposts.consent(accountId, other.settings, 'I agree.', 'operator'),
		connect: () => accounts.connect(person(), grant()),
		'take the refresh lease': () => grants.takeLease(accountId, 'me', 1, 60_000),
		saveRefreshed: () => grants.saveRefreshed(accountId, 'me', 1, grant()),
	};
	for (const [name, write] of Object.entries(writes)) {
		const files = await syncedBy(write);
		expect({ name, wal: files.filter((file) => segment.test(file)).length }).toEqual({
			...{ name, wal: 1 },
		});
	}
});

it('does not wait for the disk for progress, call counts and lease renewals', async () => {
	const { id } = await newRepost(store);
	await store.uploads.replace(id, 0, upload());
	await store.uploads.takeLease(id, 1, 'me', 60_000);
	const files = await syncedBy(async () => {
		await store.reposts.progress(id, 1, 2);
		await store.calls.take({ provider: 'tiktok', endpoint: 'e', accountId: 'a' }, 5);
		await store.uploads.renewLease(id, 1, 'me', 60_000, 7);
	});
	expect(files).toEqual([]);
	// They are on disk with the next durable write, since they stand before it in the WAL.
	expect(await syncedBy(() => store.reposts.commit(id, 1, 'v_pub.1'))).toHaveLength(1);
});

it('does not wait for the disk for a look that finds nothing, and does for one that does', async () => {
	const { id } = await newSync(store);
	const [seen, fresh] = [newVideo(), newVideo()];
	const look = { videos: [seen], memory: {} };
	expect(await syncedBy(() => store.syncs.saveLook(id, look))).toHaveLength(1);
	expect(await syncedBy(() => store.syncs.saveLook(id, look))).toEqual([]);
	const news = { ...look, videos: [seen, fresh] };
	expect(await syncedBy(() => store.syncs.saveLook(id, news))).toHaveLength(1);
	const announced = () => store.syncs.announce(id, fresh.videoId, decided('announced', 'chosen'));
	expect(await syncedBy(announced)).toHaveLength(1);
});

it('puts a new WAL segment’s name on disk before it is relied on', async () => {
	const { id } = await newRepost(store);
	const files = await syncedBy(async () => {
		// A segment has 16 MiB, and compression cannot shrink random text to nothing.
		for (let i = 0; i < 40; i++) {
			const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(60_000)));
			const text = Array.from({ length: 8 }, () => noise.toString('base64')).join('');
			await store.reposts.note(id, 'test.noise', { text, i, noise: noise.toString('hex') });
		}
	});
	const segments = [...new Set(files.filter((file) => segment.test(file)))];
	expect(segments.length).toBeGreaterThan(1);
	expect(files).toContain('store/pg_wal');
});

it('puts the data files on disk before a checkpoint lets go of the WAL', async () => {
	await newRepost(store);
	// The first pruning of a process tidies up, checkpoint included.
	const files = await syncedBy(() => store.calls.prune());
	const dataFiles = files.filter((file) => file.startsWith('store/base/'));
	expect(dataFiles.length).toBeGreaterThan(0);
	expect(files.lastIndexOf('store/global/pg_control')).toBeGreaterThan(
		Math.max(...dataFiles.map((file) => files.lastIndexOf(file))),
	);
});

it('does not say that a write is done when the disk refuses it, and is opened again once the disk takes writes', async () => {
	const { id, accountId } = await newRepost(store);
	await store.uploads.replace(id, 0, upload());
	const filesOpen = countOfOpenFiles();
	diskFails = true;
	const refused = { code: 'store_unavailable' };
	const commit = store.reposts.commit(id, 1, 'v_pub.1');
	// Behind it in the line, and asked for after it.
	const behind = store.reposts.get(id);
	await expect(commit).rejects.toMatchObject(refused);
	await expect(commit).rejects.toThrow('opens its store again by itself');
	await expect(behind).rejects.toMatchObject(refused);
	await expect(store.ping()).rejects.toMatchObject(refused);
	await expect(store.reposts.create(wanted(accountId))).rejects.toMatchObject(refused);

	diskFails = false;
	await until('the store to be open again', () =>
		store.ping().then(
			() => true,
			() => false,
		),
	);
	expect(countOfOpenFiles()).toBeLessThanOrEqual(filesOpen);
	expect(await store.uploads.get(id)).toMatchObject({ serial: 1, publishId: 'v_pub.1' });
	expect(await store.reposts.commit(id, 1, 'v_pub.1')).toBe(true);
	const { repost } = await store.reposts.create(wanted(accountId));

	await store.close();
	store = await open();
	expect((await store.reposts.get(id))?.committedAt).toBeInstanceOf(Date);
	expect(await store.reposts.get(repost.id)).toMatchObject({ id: repost.id });
});

it('keeps the lock of the folder, and can be closed, while the disk refuses', async () => {
	const { accountId } = await newRepost(store);
	diskFails = true;
	await expect(store.reposts.create(wanted(accountId))).rejects.toThrow();
	await expect(open()).rejects.toMatchObject({ code: 'data_dir_in_use' });
	await store.close();
	diskFails = false;
	store = await open();
	expect(await store.accounts.get(accountId)).toMatchObject({ id: accountId });
});

/** Linux only; elsewhere there is nothing to count. */
function countOfOpenFiles(): number {
	const folder = '/proc/self/fd';
	if (!fs.existsSync(folder)) return 0;
	const targets = fs.readdirSync(folder).map((fd) => {
		try {
			return fs.readlinkSync(`${folder}/${fd}`);
		} catch {
			return '';
		}
	});
	return targets.filter((target) => target.startsWith(dataDir)).length;
}
