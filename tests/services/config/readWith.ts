import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Problem } from '../../../lib/errors';
import type { Role } from '../../../lib/settings/crossMistakes';
import { readSettings } from '../../../services/config';

export const redirect = 'http://localhost:3000/api/tiktok/callback';
/** The settings of a TikTok app on localhost, all right. */
export const app = {
	TIKTOK_CLIENT_KEY: 'awexample1234567',
	TIKTOK_CLIENT_SECRET: 'Secret0123456789abcdefghijklmnop',
	TIKTOK_REDIRECT_URI: redirect,
};
export const key1 = Buffer.alloc(32, 1).toString('base64');
export const key2 = Buffer.alloc(32, 0xfb).toString('base64url');

/** A working folder of its own for each test of the file that imports this. */
export let cwd: string;
beforeEach(() => {
	cwd = mkdtempSync(join(tmpdir(), '14ms-config-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

export function read(env: NodeJS.ProcessEnv, role: Role = 'up') {
	return readSettings({ env, cwd, for: role });
}

/** The sentences of the mistakes; none when the settings are right. */
export function mistakesOf(env: NodeJS.ProcessEnv, role: Role = 'up'): string[] {
	try {
		read(env, role);
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		expect(error.code).toBe('bad_settings');
		for (const mistake of error.extra.mistakes ?? []) expect(error.message).toContain(mistake);
		return error.extra.mistakes ?? [];
	}
	return [];
}
