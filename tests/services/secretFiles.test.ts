import fs from 'node:fs';
import path from 'node:path';
import { loadOrMakeSecrets, newSecretKey, writeSecretKeys } from '../../services/secretFiles';
import { codeOf } from '../support/codeOf';
import { emptyDataDir } from '../support/newDataDir';

const none = { secretKeys: null, operatorToken: null };
let root: string;
let dataDir: string;

beforeEach(() => {
	root = emptyDataDir();
	dataDir = path.join(root, 'new', 'data');
});
afterEach(() => {
	fs.rmSync(root, { recursive: true });
});

const modeOf = (file: string) => (fs.statSync(file).mode & 0o777).toString(8);

it('makes a key and a token at the first start, for the owner only, and finds them again', () => {
	const first = loadOrMakeSecrets(dataDir, none);
	expect(first.secretKeys.map((key) => key.length)).toEqual([32]);
	expect(first.operatorToken.length).toBeGreaterThan(40);
	expect(modeOf(dataDir)).toBe('700');
	expect(fs.readdirSync(dataDir).sort()).toEqual(['operator-token', 'secret-keys']);
	for (const name of fs.readdirSync(dataDir))
		expect(modeOf(path.join(dataDir, name))).toBe('600');
	expect(loadOrMakeSecrets(dataDir, none)).toEqual(first);
});

it('takes the settings first and then makes no file', () => {
	const settings = {
		secretKeys: [newSecretKey()],
		operatorToken: 'from-the-settings-of-the-host',
	};
	expect(loadOrMakeSecrets(dataDir, settings)).toEqual(settings);
	expect(fs.existsSync(dataDir)).toBe(false);
});

it('closes a file that others can read, and says so', () => {
	const before = loadOrMakeSecrets(dataDir, none);
	const file = path.join(dataDir, 'secret-keys');
	fs.chmodSync(file, 0o644);
	const warnings: unknown[] = [];
	const log = {
		info: jest.fn(),
		error: jest.fn(),
		warn: (facts: unknown) => warnings.push(facts),
	};
	expect(loadOrMakeSecrets(dataDir, none, log)).toEqual(before);
	expect(modeOf(file)).toBe('600');
	expect(warnings).toEqual([{ file }]);
});

it('writes a new ring whole, for a rotation', () => {
	const [old] = loadOrMakeSecrets(dataDir, none).secretKeys;
	const ring = [newSecretKey(), ...(old ? [old] : [])];
	writeSecretKeys(dataDir, ring);
	expect(loadOrMakeSecrets(dataDir, none).secretKeys).toEqual(ring);
	expect(modeOf(path.join(dataDir, 'secret-keys'))).toBe('600');
	expect(fs.readdirSync(dataDir).sort()).toEqual(['operator-token', 'secret-keys']);
});

it.each([
	['secret-keys', 'c2hvcnQ=', 'wrong_secret_keys'],
	['secret-keys', '', 'wrong_secret_keys'],
	['operator-token', 'short', 'bad_settings'],
	['operator-token', 'with a space in it, which no header takes', 'bad_settings'],
])('refuses a %s file that holds %j', (name, text, code) => {
	loadOrMakeSecrets(dataDir, none);
	fs.writeFileSync(path.join(dataDir, name), text);
	expect(codeOf(() => loadOrMakeSecrets(dataDir, none))).toBe(code);
});

it('says so when a folder is where a secret should be', () => {
	fs.mkdirSync(path.join(dataDir, 'secret-keys'), { recursive: true });
	const load = () => loadOrMakeSecrets(dataDir, none);
	expect(codeOf(load)).toBe('data_dir_unusable');
	expect(load).toThrow('secret-keys cannot be read (it is no file)');
});
