import { Problem } from '../errors';
import { forgotten } from './mend';

/** A ledger that knows only an older upload than its workflow was put back from a backup. Problem ledger_restored. */
export function checkRemembered(upload: { serial: number } | null, serial: number): void {
	if ((upload?.serial ?? 0) >= serial) return;
	throw new Problem(forgotten.code, forgotten.sentence);
}
