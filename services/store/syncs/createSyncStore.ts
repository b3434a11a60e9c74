import type { Database } from '../database';
import { createSync } from './createSync';
import { changesOfSyncs } from './changesOfSyncs';
import { channelsOfSyncs } from './channelsOfSyncs';
import { decisionsOfSyncs } from './decisionsOfSyncs';
import { readSyncs } from './readSyncs';
import { runsOfSyncs } from './runsOfSyncs';
import { saveLook } from './saveLook';
import { standingOfSyncs } from './standingOfSyncs';
import { schedulesOfSyncs } from './schedulesOfSyncs';
import type { SyncStore } from './syncs';
import { turnsOfSyncs } from './turnsOfSyncs';

/** @param now whose time counts: another one than the machine's only in tests */
export function createSyncStore(db: Database, now: () => Date = () => new Date()): SyncStore {
	return {
		...channelsOfSyncs(db, now),
		create: (wanted) => createSync(db, now, wanted),
		...readSyncs(db),
		...standingOfSyncs(db),
		...changesOfSyncs(db, now),
		...schedulesOfSyncs(db, now),
		...saveLook(db, now),
		...decisionsOfSyncs(db, now),
		...turnsOfSyncs(db, now),
		...runsOfSyncs(db, now),
	};
}
