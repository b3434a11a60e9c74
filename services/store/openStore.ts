import path from 'node:path';
import { sql } from 'drizzle-orm';
import { Problem } from '../../lib/errors';
import type { Log } from '../log';
import type { Sealer } from '../sealing';
import { createAccountStore } from './accountStore';
import { createCallbackStore } from './callbackStore';
import { createCallStore } from './callStore';
import { createDatabase, type Database } from './database';
import type { Fsync } from './durableFs';
import type { Engine } from './engine';
import { createGrantStore } from './grantStore';
import { createHookStore } from './hookStore';
import { createLaneStore } from './laneStore';
import { lockDataDir, type DataDirLock } from './lockDataDir';
import { migrateStore } from './migrateStore';
import { openPglite } from './openPglite';
import { openPostgres } from './openPostgres';
import { createEventStore } from './eventStore';
import { createOAuthStore } from './oauthStore';
import { createReadbackStore } from './readback/createReadbackStore';
import { createRepostStore } from './repostStore';
import { createRequestKeyStore } from './requestKeyStore';
import { checkSealer } from './checkSealer';
import { createStandingStore } from './standingStore';
import { createSyncStore } from './syncs/createSyncStore';
import type { Store } from './store';
import { storeProblem } from './storeProblem';
import { createUploadStore } from './uploadStore';
import { createWebSecretStore } from './webSecretStore';
import { createWebSubStore } from './webSubStore';

export interface OpenStoreOptions {
	dataDir: string;
	/** Null: PGlite in `<dataDir>/store`, whose folder is then locked for this process. */
	databaseUrl: string | null;
	sealer: Sealer;
	log?: Log;
	/** False: check that the tables are up to date instead of updating them. Default true. */
	migrate?: boolean;
	/** The lock of `dataDir`, when the caller holds it already; it then stays the caller's to release. */
	lock?: DataDirLock;
	/** Most reposts of an account between download and upload, where its lane says nothing; default 5. */
	repostsAtOnce?: number;
	/** The clock that syncs go by; only tests have another than the machine's. */
	now?: () => Date;
	/** PGlite only: called instead of `fs.fsyncSync`, for tests. */
	fsync?: Fsync;
}

/**
 * Opens what 14ms keeps and brings its tables up to date.
 * Problems: data_dir_in_use, data_dir_unusable, store_unavailable, disk_full, wrong_secret_keys.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
	const { databaseUrl, sealer } = options;
	const ownLock = databaseUrl === null && !options.lock ? lockDataDir(options.dataDir) : null;
	try {
		const engine = await openEngine(options, options.lock ?? ownLock);
		const db = createDatabase(engine);
		try {
			await migrateStore(engine, { migrate: options.migrate ?? true });
			await checkSealer(db, sealer);
		} catch (error) {
			await engine.close();
			throw storeProblem(error, engine.where);
		}
		return storeOf(engine, db, options, ownLock);
	} catch (error) {
		ownLock?.release();
		throw error;
	}
}

function openEngine(
	{ databaseUrl, dataDir, fsync, log }: OpenStoreOptions,
	lock: DataDirLock | null,
): Promise<Engine> {
	if (databaseUrl === null) return openPglite(path.join(dataDir, 'store'), { lock, fsync, log });
	return Promise.resolve(openPostgres(databaseUrl, log));
}

function storeOf(
	engine: Engine,
	db: Database,
	{ sealer, repostsAtOnce = 5, now }: OpenStoreOptions,
	ownLock: DataDirLock | null,
): Store {
	let closing: Promise<void> | null = null;
	return {
		engine: engine.kind,
		where: engine.where,
		accounts: createAccountStore(db, sealer),
		grants: createGrantStore(db, sealer),
		reposts: createRepostStore(db),
		uploads: createUploadStore(db, sealer),
		calls: createCallStore(db, () => engine.tidy()),
		webSecrets: createWebSecretStore(db, sealer),
		oauth: createOAuthStore(db, sealer),
		events: createEventStore(db),
		requestKeys: createRequestKeyStore(db),
		standing: createStandingStore(db),
		lanes: createLaneStore(db, repostsAtOnce),
		readbacks: createReadbackStore(db),
		syncs: createSyncStore(db, now),
		webSubs: createWebSubStore(db, sealer, now),
		callbacks: createCallbackStore(db, sealer),
		hooks: createHookStore(db, sealer),
		async ping() {
			try {
				await db.read((query) => query.execute(sql`select 1`));
			} catch (error) {
				if (error instanceof Problem) throw error;
				throw new Problem(
					'store_unavailable',
					`The store does not answer (${engine.where}).`,
				);
			}
		},
		close() {
			closing ??= engine.close().finally(() => ownLock?.release());
			return closing;
		},
	};
}
