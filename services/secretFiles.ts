import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Problem } from '../lib/errors';
import type { Log } from './log';
import type { Settings } from './settings';
import { factsOf } from './store/errorFacts';
import { fsyncPath } from './store/fsyncPath';
import { makeDataDir } from './store/makeDataDir';

export interface Secrets {
	/** 32 bytes each; the first seals, all open. */
	secretKeys: Uint8Array[];
	operatorToken: string;
}

const keyBytes = 32;
const tokenBytes = 32;
const shortestToken = 24;

/**
 * The key ring and the operator token: from the settings, else from `secret-keys` and `operator-token` in `dataDir`,
 * which are made at the first start (mode 0600). Problems: data_dir_unusable, wrong_secret_keys, bad_settings.
 */
export function loadOrMakeSecrets(
	dataDir: string,
	settings: Pick<Settings, 'secretKeys' | 'operatorToken'>,
	log?: Log,
): Secrets {
	return {
		secretKeys: settings.secretKeys ?? loadOrMakeKeys(dataDir, log),
		operatorToken: settings.operatorToken ?? loadOrMakeToken(dataDir, log),
	};
}

export function newSecretKey(): Uint8Array {
	return new Uint8Array(randomBytes(keyBytes));
}

/** Replaces the ring in `dataDir/secret-keys`, whole or not at all: the two steps of a key rotation around `reseal`. */
export function writeSecretKeys(dataDir: string, keys: Uint8Array[]): void {
	const draft = writeDraft(dataDir, 'secret-keys', keysText(keys));
	fs.renameSync(draft, path.join(dataDir, 'secret-keys'));
	fsyncPath(dataDir);
}

function loadOrMakeKeys(dataDir: string, log?: Log): Uint8Array[] {
	const text = loadOrMake(dataDir, 'secret-keys', () => keysText([newSecretKey()]), log);
	const keys = text.split(/[\s,]+/).map((key) => new Uint8Array(Buffer.from(key, 'base64')));
	if (keys.every((key) => key.length === keyBytes)) return keys;
	throw new Problem(
		'wrong_secret_keys',
		`${path.join(dataDir, 'secret-keys')} is damaged: put its backup back. Without it connected accounts must be connected again.`,
	);
}

function loadOrMakeToken(dataDir: string, log?: Log): string {
	const make = () => `${randomBytes(tokenBytes).toString('base64url')}\n`;
	const token = loadOrMake(dataDir, 'operator-token', make, log);
	if (token.length >= shortestToken && !/\s/.test(token)) return token;
	throw new Problem(
		'bad_settings',
		`${path.join(dataDir, 'operator-token')} does not hold a token of at least ${shortestToken} characters: delete it and a new one is made.`,
	);
}

function loadOrMake(dataDir: string, name: string, make: () => string, log?: Log): string {
	const file = path.join(dataDir, name);
	if (!fs.existsSync(file)) {
		makeDataDir(dataDir);
		const draft = writeDraft(dataDir, name, make());
		placeUnlessThere(draft, file);
		fsyncPath(dataDir);
	}
	if (!fs.statSync(file).isFile()) throw unreadable(file, 'it is no file');
	closeToOthers(file, log);
	try {
		return fs.readFileSync(file, 'utf8').trim();
	} catch (error) {
		throw unreadable(file, factsOf(error).message);
	}
}

function unreadable(file: string, why: string): Problem {
	return new Problem(
		'data_dir_unusable',
		`${file} cannot be read (${why}): put its backup back, with the user that runs 14ms as its owner.`,
	);
}

function keysText(keys: Uint8Array[]): string {
	return `${keys.map((key) => Buffer.from(key).toString('base64')).join(',')}\n`;
}

function writeDraft(dataDir: string, name: string, text: string): string {
	const draft = path.join(dataDir, `.${name}.${randomBytes(6).toString('hex')}`);
	fs.writeFileSync(draft, text, { mode: 0o600, flag: 'wx', flush: true });
	return draft;
}

/** A link is never overwritten: of two processes that start at once, both go on with the first one's file. */
function placeUnlessThere(draft: string, file: string): void {
	try {
		fs.linkSync(draft, file);
		fs.rmSync(draft);
	} catch {
		// Some disks know no links.
		if (fs.existsSync(file)) fs.rmSync(draft);
		else fs.renameSync(draft, file);
	}
}

function closeToOthers(file: string, log?: Log): void {
	if ((fs.statSync(file).mode & 0o077) === 0) return;
	fs.chmodSync(file, 0o600);
	log?.warn({ file }, 'other users of this machine could read this file; now only its owner can');
}
