const longestWaitMinutes = 6 * 60;

/** “Premieres in 3 hours”: till then, but not so long that an earlier start is missed by much; null when it says no time. */
export function minutesToStart(words: string): number | null {
	const match = /in (?:(\d+)|an?|a few) (minute|hour|day)/i.exec(words);
	if (!match) return null;
	const unit = { minute: 1, hour: 60, day: 24 * 60 }[(match[2] ?? 'hour').toLowerCase()] ?? 60;
	return Math.min(Number(match[1] ?? 1) * unit, longestWaitMinutes);
}
