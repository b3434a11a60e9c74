import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { createSealer } from '../../../services/createSealer';
import { newSecretKey } from '../../../services/secretFiles';
import { lockDataDir } from '../../../services/store/lockDataDir';
import { openStore } from '../../../services/store/openStore';
import { emptyDataDir, newDataDir, putStore } from '../../support/newDataDir';
import { newRepost } from './samples';

const key = newSecretKey();
const sealer = createSealer([key]);
let dataDir: string;
const open = () => openStore({ dataDir, databaseUrl: null, sealer });

beforeEach(async () => {
	dataDir = await newDataDir();
});
afterEach(() => {
	fs.rmSync(dataDir, { recursive: true });
});

it('makes a store where there is none, closed to other users, and finds everything again', async () => {
	fs.rmSync(dataDir, { recursive: true });
	dataDir = emptyDataDir();
	// What a crash in the middle of making one leaves.
	fs.mkdirSync(path.join(dataDir, 'store.new', 'base'), { recursive: true });
	const first = await open();
	expect(first.engine).toBe('pglite');
	expect(first.where).toBe(`PGlite in ${dataDir}/store`);
	expect(fs.statSync(path.join(dataDir, 'store')).mode & 0o777).toBe(0o700);
	expect(fs.existsSync(path.join(dataDir, 'store.new'))).toBe(false);
	const { id } = await newRepost(first);
	await first.close();

	const second = await open();
	expect(await second.reposts.get(id)).toMatchObject({ id, state: 'resolving' });
	await second.close();
});

it('finds what was written right before a kill -9, and is not locked out', async () => {
	const child = spawn(
		process.execPath,
		[
			...['--import', 'tsx', path.join(__dirname, 'writeAndDie.ts'), dataDir],
			Buffer.from(key).toString('base64'),
		],
		{ cwd: path.resolve(__dirname, '../../..'), stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const exited = once(child, 'exit');
	const id = (await text(child.stdout)).trim();
	expect(await exited).toEqual([null, 'SIGKILL']);

	const store = await open();
	const row = await store.reposts.get(id);
	expect(row?.committedAt).toBeInstanceOf(Date);
	expect(await store.uploads.get(id)).toMatchObject({ serial: 1, publishId: 'v_pub.1' });
	await store.close();
});

it('refuses a folder that is in use and says by which process', async () => {
	const store = await open();
	await expect(open()).rejects.toMatchObject({
		...{ code: 'data_dir_in_use' },
		message: `Another 14ms (process ${process.pid}) is using ${dataDir}: stop it, or set another DATA_DIR.`,
	});
	await store.ping();
	await store.close();
	await (await open()).close();
});

it('leaves a lock that was handed in to its owner', async () => {
	const lock = lockDataDir(dataDir);
	const store = await openStore({ dataDir, databaseUrl: null, sealer, lock });
	await store.close();
	expect(() => lockDataDir(dataDir)).toThrow('is using');
	lock.release();
	lockDataDir(dataDir).release();
});

it('answers, reads and writes nothing once its folder is lost, and closes without a trace', async () => {
	const store = await open();
	const { id } = await newRepost(store);
	const movedTo = `${dataDir}.moved`;
	fs.renameSync(dataDir, movedTo);
	const lost = { code: 'data_dir_unusable' };
	await expect(store.ping()).rejects.toMatchObject(lost);
	await expect(newRepost(store)).rejects.toMatchObject(lost);

	await putStore(dataDir);
	const next = await open();
	expect(await next.reposts.get(id)).toBeNull();
	await store.close();
	expect(fs.readFileSync(path.join(dataDir, 'lock.pid'), 'utf8')).toBe(`${process.pid}\n`);
	await expect(store.ping()).rejects.toMatchObject(lost);
	await next.ping();
	await next.close();

	const moved = await openStore({ dataDir: movedTo, databaseUrl: null, sealer });
	expect(await moved.reposts.get(id)).not.toBeNull();
	await moved.close();
	fs.rmSync(movedTo, { recursive: true });
});

it('notices that its store alone was replaced by a backup, and leaves the backup as it is', async () => {
	const [dir, backup] = [path.join(dataDir, 'store'), path.join(dataDir, 'backup')];
	await (await open()).close();
	fs.cpSync(dir, backup, { recursive: true });
	const store = await open();
	fs.rmSync(dir, { recursive: true });
	fs.cpSync(backup, dir, { recursive: true });
	await expect(newRepost(store)).rejects.toMatchObject({
		...{ code: 'data_dir_unusable' },
		message: expect.stringContaining(`${dir} was moved, deleted or replaced`) as string,
	});
	await store.close();
	for (const file of fs.readdirSync(backup, { recursive: true, encoding: 'utf8' })) {
		const [kept, found] = [path.join(backup, file), path.join(dir, file)];
		if (fs.statSync(kept).isFile()) {
			expect(fs.readFileSync(found).equals(fs.readFileSync(kept))).toBe(true);
		}
	}
	expect(fs.existsSync(path.join(dataDir, 'lock.pid'))).toBe(false);
	await (await open()).close();
});

it('stops the start when the keys are not those that sealed what is there', async () => {
	await (await open()).close();
	const other = createSealer([newSecretKey()]);
	const opening = openStore({ dataDir, databaseUrl: null, sealer: other });
	await expect(opening).rejects.toMatchObject({ code: 'wrong_secret_keys' });
	// Neither the database nor the lock is left open.
	await (await open()).close();
});

it('refuses a store folder with something else in it', async () => {
	fs.rmSync(path.join(dataDir, 'store'), { recursive: true });
	fs.mkdirSync(path.join(dataDir, 'store'));
	fs.writeFileSync(path.join(dataDir, 'store', 'letter.txt'), 'mine');
	await expect(open()).rejects.toMatchObject({ code: 'data_dir_unusable' });
	expect(fs.readFileSync(path.join(dataDir, 'store', 'letter.txt'), 'utf8')).toBe('mine');
});

it('says that a damaged store cannot be opened', async () => {
	fs.writeFileSync(path.join(dataDir, 'store', 'global', 'pg_control'), 'garbage');
	await expect(open()).rejects.toMatchObject({ code: 'store_unavailable' });
	await expect(open()).rejects.toThrow('put back a backup');
});

it('says of a full disk that it is full, and nothing of backups', async () => {
	fs.writeFileSync(path.join(dataDir, 'store', 'global', 'pg_control'), 'garbage');
	const room = fs.statfsSync(dataDir);
	const statfs = jest.spyOn(fs, 'statfsSync');
	statfs.mockReturnValue(Object.assign(room, { bavail: 1_000, bsize: 4_096 }));
	await expect(open()).rejects.toMatchObject({
		...{ code: 'disk_full' },
		message: `The disk that holds ${dataDir}/store is full: make room, then start 14ms again.`,
	});
	statfs.mockRestore();
});

it('answers store_unavailable after it was closed, and may be closed twice', async () => {
	const store = await open();
	await store.close();
	await store.close();
	await expect(store.ping()).rejects.toMatchObject({ code: 'store_unavailable' });
	await expect(store.reposts.get('x')).rejects.toMatchObject({ code: 'store_unavailable' });
});
