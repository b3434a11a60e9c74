import { ok, warn, type Check, type CheckName } from './check';

/** @param counts null: it is off */
export function webSubCheck(
	name: CheckName,
	counts: { wanted: number; active: number; lastError: string | null } | null,
): Check {
	if (counts === null) {
		return ok(
			name,
			'Off, since PUBLIC_URL is not https or WEBSUB is off: new Shorts are found when each sync looks.',
		);
	}
	const { wanted, active, lastError } = counts;
	if (wanted === 0) return ok(name, 'On; no channel is followed yet.');
	const told = `YouTube’s hub tells at once of new Shorts of ${active} of ${wanted} followed channels.`;
	if (active >= wanted || lastError === null) return ok(name, told);
	return warn(
		name,
		`${told} ${lastError} It is asked again by itself; until then new Shorts are found when each sync looks, so nothing is lost.`,
	);
}
