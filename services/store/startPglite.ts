import { PGlite } from '@electric-sql/pglite';
import { Problem } from '../../lib/errors';
import { DurableFs, durableParams, type Fsync } from './durableFs';

interface StartedPglite {
	client: PGlite;
	disk: DurableFs;
}

/** The embedded Postgres on the files in `dir`. After a crash it first replays its WAL, as a server does. */
export async function startPglite(dir: string, fsync?: Fsync): Promise<StartedPglite> {
	const disk = new DurableFs(dir, fsync);
	const isFsyncOff = (param: string) => param === '-F';
	try {
		const client = await PGlite.create({
			...{ dataDir: dir, fs: disk },
			startParams: [
				...PGlite.defaultStartParams.filter((param) => !isFsyncOff(param)),
				...durableParams,
			],
		});
		guard(client, disk, dir);
		return { client, disk };
	} catch (error) {
		disk.letGo();
		throw error;
	}
}

/** A PGlite whose Postgres has given up would take the next statement and never come back from it. */
function guard(client: PGlite, disk: DurableFs, dir: string): void {
	const run = client.execProtocolRawSync.bind(client);
	client.execProtocolRawSync = (message) => {
		throwIfBroken(disk, dir);
		try {
			return run(message);
		} finally {
			// Whatever it has answered or thrown, nothing is sure to be on disk.
			throwIfBroken(disk, dir);
		}
	};
}

function throwIfBroken({ isBroken }: DurableFs, dir: string): void {
	if (isBroken) throw diskRefused(dir);
}

export function diskRefused(dir: string): Problem {
	return new Problem(
		'store_unavailable',
		`The disk refused a write to ${dir}: make room or check the disk, and 14ms opens its store again by itself.`,
	);
}
