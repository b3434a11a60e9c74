import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskState } from '../../../services/media/diskState';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), '14ms-disk-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a folder that takes writes is fine, and nothing stays in it', async () => {
	expect(await diskState(folder)).toBe('ok');
	expect(readdirSync(folder)).toEqual([]);
});

test('a full disk is found out by writing', async () => {
	// Linux's /dev/full answers every write with ENOSPC.
	symlinkSync('/dev/full', join(folder, '.write-test'));
	expect(await diskState(folder)).toBe('full');
});

test('what is no folder takes no writes', async () => {
	const file = join(folder, 'file');
	writeFileSync(file, '');
	expect(await diskState(file)).toBe('not writable');
});

test('a folder that was never made is told apart', async () => {
	expect(await diskState(join(folder, 'none'))).toBe('absent');
});
