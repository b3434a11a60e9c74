import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { fail, ok, warn, type Check } from '../../lib/doctor/check';
import { Problem } from '../../lib/errors';
import { createSealer } from '../createSealer';
import { loadOrMakeSecrets } from '../secretFiles';
import type { Settings } from '../settings';
import { openPostgres } from '../store/openPostgres';
import { openStore } from '../store/openStore';
import type { Store } from '../store/store';
import { storeProblem } from '../store/storeProblem';
import { sentenceOf } from './attempt';

const name = { id: 'store.answers', group: 'store', title: 'Store' } as const;

/**
 * The store of a 14ms that does not run, or the check that says why there is none. Nothing is made or changed: no
 * folder, no key, no table.
 */
export async function storeForDoctor(settings: Settings): Promise<{ store: Store } | Check> {
	const { dataDir, databaseUrl, secretKeys } = settings;
	try {
		const hasKeys = secretKeys !== null || existsSync(join(dataDir, 'secret-keys'));
		const hasStore = databaseUrl !== null || existsSync(join(dataDir, 'store'));
		if (!hasStore)
			return ok(name, `Nothing is kept yet: it is made in ${dataDir} at the first start.`);
		if (!hasKeys) return databaseUrl === null ? keysLost(dataDir) : await ping(databaseUrl);
		const { secretKeys: keys } = loadOrMakeSecrets(dataDir, { secretKeys, operatorToken: '' });
		const sealer = createSealer(keys);
		return { store: await openStore({ dataDir, databaseUrl, sealer, migrate: false }) };
	} catch (error) {
		if (error instanceof Problem && error.code === 'data_dir_in_use') {
			return warn(name, error.message, 'If it is just starting or stopping, try again.');
		}
		return fail(name, sentenceOf(error));
	}
}

function keysLost(dataDir: string): Check {
	return fail(
		name,
		`${join(dataDir, 'secret-keys')} is missing, so the tokens in the store cannot be opened.`,
		'Put its backup back; without one delete DATA_DIR and connect the accounts again.',
	);
}

async function ping(databaseUrl: string): Promise<Check> {
	const engine = openPostgres(databaseUrl);
	try {
		await engine.db.execute(sql`select 1`);
		return ok(name, `${engine.where}, answers; 14ms was not started here yet.`);
	} catch (error) {
		throw storeProblem(error, engine.where);
	} finally {
		await engine.close();
	}
}
