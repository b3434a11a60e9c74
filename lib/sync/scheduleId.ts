const prefix = 'sync-';

/** Temporal's id of a sync's Schedule, and of the workflows that it starts. */
export function scheduleId(syncId: string): string {
	return `${prefix}${syncId}`;
}

/** Null when the Schedule is none of a sync. */
export function syncOfSchedule(id: string): string | null {
	return id.startsWith(prefix) ? id.slice(prefix.length) : null;
}
