import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { lockDataDir } from '../../../services/store/lockDataDir';
import { codeOf } from '../../support/codeOf';
import { emptyDataDir } from '../../support/newDataDir';

let root: string;
beforeEach(() => {
	root = emptyDataDir();
});
afterEach(() => {
	fs.rmSync(root, { recursive: true });
});

/** Another process that holds the lock until it is killed. */
async function holder(dataDir: string) {
	const module = path.resolve(__dirname, '../../../services/store/lockDataDir.ts');
	const program = `require(${JSON.stringify(module)}).lockDataDir(${JSON.stringify(dataDir)});
		console.log('locked'); setInterval(() => {}, 1000);`;
	const child = spawn(process.execPath, ['--import', 'tsx', '-e', program], {
		cwd: path.resolve(__dirname, '../../..'),
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await once(child.stdout, 'data');
	return child;
}

it('keeps a second process out and names the first; a kill -9 frees the folder', async () => {
	const child = await holder(root);
	expect(codeOf(() => lockDataDir(root))).toBe('data_dir_in_use');
	expect(() => lockDataDir(root)).toThrow(`Another 14ms (process ${child.pid})`);

	const exited = once(child, 'exit');
	child.kill('SIGKILL');
	await exited;

	// The pid of the dead process is still noted there, and does not matter.
	expect(fs.readFileSync(path.join(root, 'lock.pid'), 'utf8')).toBe(`${child.pid}\n`);
	const lock = lockDataDir(root);
	expect(fs.readFileSync(path.join(root, 'lock.pid'), 'utf8')).toBe(`${process.pid}\n`);
	lock.release();
});

it('makes the folder, for its owner only', () => {
	const dataDir = path.join(root, 'a', 'b');
	lockDataDir(dataDir).release();
	expect(fs.statSync(dataDir).mode & 0o777).toBe(0o700);
});

it('keeps a second lock of the same process out too, until the first is released', () => {
	const lock = lockDataDir(root);
	expect(codeOf(() => lockDataDir(root))).toBe('data_dir_in_use');
	lock.release();
	lock.release();
	lockDataDir(root).release();
});

it('says that a file is not a folder', () => {
	const file = path.join(root, 'file');
	fs.writeFileSync(file, '');
	expect(codeOf(() => lockDataDir(file))).toBe('data_dir_unusable');
	expect(() => lockDataDir(file)).toThrow(`${file} is not a folder: choose another DATA_DIR.`);
	expect(() => lockDataDir(path.join(file, 'below'))).toThrow('is not a folder');
});

it('says that a damaged lock file may be deleted', () => {
	const dir = path.join(root, 'damaged');
	fs.mkdirSync(dir);
	fs.writeFileSync(path.join(dir, 'lock.db'), 'garbage '.repeat(600));
	const lock = () => lockDataDir(dir);
	expect(codeOf(lock)).toBe('data_dir_unusable');
	expect(lock).toThrow('lock.db is damaged: delete it');
});

it('says that a folder cannot be locked', () => {
	fs.mkdirSync(path.join(root, 'lock.db'));
	expect(codeOf(() => lockDataDir(root))).toBe('data_dir_unusable');
	expect(() => lockDataDir(root)).toThrow('cannot be locked');
});
