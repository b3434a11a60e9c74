import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRoom } from '../../../services/media/createRoom';

let dataDir: string;
let root: string;
beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), '14ms-room-'));
	root = join(dataDir, 'media');
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const room = () => createRoom(root, 5_000_000_000, (id) => join(root, id));

/** Takes no room on the disk. */
function put(repost: string, sizeBytes: number): void {
	mkdirSync(join(root, repost), { recursive: true });
	const file = join(root, repost, 'video.mp4');
	writeFileSync(file, '');
	truncateSync(file, sizeBytes);
}

test('a download begins while the others take less than the limit', async () => {
	await expect(room().checkRoom('one')).resolves.toBeUndefined();
	put('one', 4_999_999_999);
	await expect(room().checkRoom('two')).resolves.toBeUndefined();
	expect(await room().hasRoom()).toBe(true);
});

test('at the limit it waits, and is told why and for how long', async () => {
	put('one', 3_000_000_000);
	put('two', 2_000_000_000);
	await expect(room().checkRoom('three')).rejects.toMatchObject({
		code: 'media_limit',
		message: expect.stringMatching(/take 5\.0 of the 5\.0 GB/) as string,
		extra: { retryAfterMs: 600_000 },
	});
	expect(await room().hasRoom()).toBe(false);
});

test('what has begun may end', async () => {
	put('one', 5_000_000_000);
	await expect(room().checkRoom('one')).resolves.toBeUndefined();
});

test('nothing begins on a disk that is almost full: the database needs to write, too', async () => {
	const cramped = createRoom(root, 5_000_000_000, (id) => join(root, id), 1e18);
	await expect(cramped.checkRoom('one')).rejects.toMatchObject({ code: 'disk_full' });
	expect(await cramped.hasRoom()).toBe(false);
});

test('there is no room on a full disk', async () => {
	symlinkSync('/dev/full', join(dataDir, '.write-test'));
	expect(await room().hasRoom()).toBe(false);
});
