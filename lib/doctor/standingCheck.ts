import type { Standing } from '../posting/standing';
import { fail, ok, warn, type Check, type CheckName } from './check';
import { momentInWords } from '../posting/lane/localTime';

/** What was noticed is told for so long. */
const tellForMs = 30 * 24 * 3_600_000;

/** Do the database and Temporal know the same? `standing` null: not asked. Times are ISO. */
export function standingCheck(
	name: CheckName,
	noted: { restoredAt: string | null; temporalLostAt: string | null },
	standing: Standing | null,
	now: Date,
): Check {
	const isRecent = (at: string | null): at is string =>
		at !== null && now.getTime() - Date.parse(at) < tellForMs;
	if (standing === 'otherLedger') {
		return fail(
			name,
			'Temporal remembers another 14ms database than this one: either two 14ms share a Temporal namespace, or this database was made anew and does not know what was posted before.',
			'Put the old database back, or give this 14ms a TEMPORAL_NAMESPACE of its own; do not ask for Shorts again that are on TikTok already.',
		);
	}
	if (standing === 'ledgerIsOlder' || isRecent(noted.restoredAt)) {
		const when = noted.restoredAt
			? ` (noticed ${momentInWords(Date.parse(noted.restoredAt), 'UTC')})`
			: '';
		return warn(
			name,
			`The database was put back from a backup${when}: it does not know what was posted after the backup was made.`,
			'Reposts that were open were finished with what Temporal knew, or marked ledger_restored. A Short that is older than that and unknown to the database waits for your word (maybe_posted): look at your TikTok profile and inbox, then retry it if it is not there.',
		);
	}
	if (standing === 'temporalIsOlder' || isRecent(noted.temporalLostAt)) {
		const when = noted.temporalLostAt
			? ` (noticed ${momentInWords(Date.parse(noted.temporalLostAt), 'UTC')})`
			: '';
		return warn(
			name,
			`Temporal’s database was lost or put back from a backup${when}. The ledger is whole: what was under way goes on by itself, and nothing is posted twice.`,
		);
	}
	return ok(name, 'The database and Temporal know the same.');
}
