import { statfs } from 'node:fs/promises';
import type { PGlite } from '@electric-sql/pglite';
import type { Log } from '../log';
import type { Fsync } from './durableFs';
import { factsOf } from './errorFacts';
import { diskRefused, startPglite } from './startPglite';

interface KeptPglite {
	/** The one that is open at present. */
	readonly client: PGlite;
	/** Resolves when it can be used. Problem store_unavailable while the disk refuses to be written. */
	ready(): Promise<void>;
	close(): Promise<void>;
	/** Ends as a crash would: without another write. */
	letGo(): Promise<void>;
}

const tryEveryMs = 3_000;
/** What a start after a crash may write: a few WAL segments and a checkpoint. */
export const leastFreeBytes = 64_000_000;

/**
 * An embedded Postgres that is opened again after its disk refused a write. As on a server that restarts after a PANIC,
 * nothing of the old one's memory is used again: the new one replays the WAL, syncs what it finds and makes a checkpoint.
 * The lock of the data folder stays with its holder all the while.
 */
export async function keepPglite(dir: string, fsync?: Fsync, log?: Log): Promise<KeptPglite> {
	let present = await startPglite(dir, fsync);
	let reopening: Promise<void> | null = null;
	let triedAtMs = -Infinity;
	let isLetGo = false;

	async function reopen(): Promise<void> {
		if (!isLetGo) {
			isLetGo = true;
			present.disk.letGo();
			log?.error({ dir }, 'the disk refused a write of the store: it is opened again');
		}
		if (performance.now() - triedAtMs < tryEveryMs) throw diskRefused(dir);
		triedAtMs = performance.now();
		const { bavail, bsize } = await statfs(dir);
		if (bavail * bsize < leastFreeBytes) throw diskRefused(dir);
		try {
			present = await startPglite(dir, fsync);
		} catch (error) {
			log?.warn({ dir, error: factsOf(error).message }, 'the store cannot be opened yet');
			throw diskRefused(dir);
		}
		isLetGo = false;
		triedAtMs = -Infinity;
		log?.info({ dir }, 'the store is open again');
	}

	async function letGo(): Promise<void> {
		await reopening?.catch(() => undefined);
		if (!isLetGo) present.disk.letGo();
		isLetGo = true;
	}

	return {
		get client() {
			return present.client;
		},
		async ready() {
			if (!present.disk.isBroken) return;
			reopening ??= reopen().finally(() => (reopening = null));
			await reopening;
		},
		async close() {
			await reopening?.catch(() => undefined);
			if (present.disk.isBroken) await letGo();
			else await present.client.close();
		},
		letGo,
	};
}
