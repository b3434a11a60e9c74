import { stat } from 'node:fs/promises';
import { ok, warn, type Check } from '../../lib/doctor/check';
import { attempt } from './attempt';

/** 14ms makes DATA_DIR for its owner only; one that was made by hand may be open to others. Null where there is none. */
export async function checkDataDir(dataDir: string): Promise<Check | null> {
	const name = { id: 'machine.dataDir', group: 'machine', title: 'DATA_DIR' } as const;
	const found = await stat(dataDir).catch(() => null);
	if (!found) return null;
	return attempt(name, () => {
		const mode = found.mode & 0o777;
		const detail = `${dataDir} has mode ${mode.toString(8)}`;
		if ((mode & 0o077) === 0)
			return Promise.resolve(ok(name, `${detail}: for its owner only.`));
		const whatToDo = `Close it: chmod 700 ${dataDir}`;
		return Promise.resolve(warn(name, `${detail}: other users may look into it.`, whatToDo));
	});
}
