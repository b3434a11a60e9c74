import fs from 'node:fs';
import path from 'node:path';
import { lockDataDir, type DataDirLock } from '../../../services/store/lockDataDir';
import { untilLost } from '../../../services/store/untilLost';
import { codeOf } from '../../support/codeOf';
import { emptyDataDir } from '../../support/newDataDir';

let root: string;
let dataDir: string;
let lock: DataDirLock;
beforeEach(() => {
	root = emptyDataDir();
	dataDir = path.join(root, 'data');
	lock = lockDataDir(dataDir);
});
afterEach(() => {
	lock.release();
	fs.rmSync(root, { recursive: true });
});

it.each([
	['deleted', () => fs.rmSync(dataDir, { recursive: true })],
	['moved away', () => fs.renameSync(dataDir, `${dataDir}.old`)],
	['without its lock file', () => fs.rmSync(path.join(dataDir, 'lock.db'))],
	[
		'a copy of itself',
		() => replaceBy(() => fs.cpSync(`${dataDir}.old`, dataDir, { recursive: true })),
	],
	['a file', () => replaceBy(() => fs.writeFileSync(dataDir, ''))],
])('tells of a folder that is %s', async (_, lose) => {
	lock.check();
	expect(lock.isLost()).toBe(false);
	const told = untilLost(lock);
	lose();
	expect(lock.isLost()).toBe(true);
	expect(codeOf(() => lock.check())).toBe('data_dir_unusable');
	expect((await told).message).toMatch(
		/^\S+\/data \(or lock\.db in it\) was moved, .+: put it back if you can, then start 14ms again\.$/,
	);
});

it('leaves the folder to whoever has taken its place', () => {
	fs.renameSync(dataDir, `${dataDir}.old`);
	const next = lockDataDir(dataDir);
	expect(lock.isLost()).toBe(true);
	lock.release();
	expect(fs.readdirSync(dataDir).sort()).toEqual(['lock.db', 'lock.pid']);
	expect(codeOf(() => lockDataDir(dataDir))).toBe('data_dir_in_use');
	next.check();
	next.release();
});

it('goes on with a folder that is there again', () => {
	fs.renameSync(dataDir, `${dataDir}.old`);
	fs.renameSync(`${dataDir}.old`, dataDir);
	lock.check();
	expect(codeOf(() => lockDataDir(dataDir))).toBe('data_dir_in_use');
});

function replaceBy(put: () => void): void {
	fs.renameSync(dataDir, `${dataDir}.old`);
	put();
}
