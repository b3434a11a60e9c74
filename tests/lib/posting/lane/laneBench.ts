import type { InLane, LaneFacts } from '../../../../lib/posting/lane/laneFacts';
import { noSchedule, type LaneSettings } from '../../../../lib/posting/lane/laneSettings';

export const at = (iso: string): number => Date.parse(iso);

export function settingsWith(given: Partial<LaneSettings> = {}): LaneSettings {
	return { ...noSchedule, ...given };
}

let made = 0;

/** One that is ready to be posted, unless told otherwise. */
export function inLane(given: Partial<InLane> = {}): InLane {
	made += 1;
	return {
		...{ id: `r${made}`, kind: 'direct', priority: 5, createdAtMs: made, notBeforeMs: null },
		...{ isReviewed: false, wants: 'post', hasWork: true, hasPost: false },
		...{ isSent: false, isAway: false },
		...given,
	};
}

/** One that waits to be fetched. */
export function unfetched(given: Partial<InLane> = {}): InLane {
	return inLane({ wants: 'work', hasWork: false, ...given });
}

export function factsWith(given: Partial<LaneFacts> = {}): LaneFacts {
	return {
		...{ nowMs: at('2026-11-24T12:00:00Z'), settings: noSchedule, atOnce: 5, paused: null },
		...{ closures: [], postsMs: [], inLane: [], ...given },
	};
}
