import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { stateSchema, type State } from './state';

/** Null on a folder without a state. A file that is no state of ours throws: it is never overwritten. */
export function loadState(dir: string): State | null {
	const path = join(dir, 'state.json');
	return existsSync(path) ? stateSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
}

/** Whole or not at all, so that a kill -9 leaves the state before or after. */
export function saveState(dir: string, state: State): void {
	const path = join(dir, 'state.json');
	writeFileSync(`${path}.new`, JSON.stringify(state, null, '\t'), { mode: 0o600 });
	renameSync(`${path}.new`, path);
}
