import type { IDataObject } from 'n8n-workflow';
import { objectOf } from '../transport/objectOf';
import { textOf } from '../transport/textOf';

const hour = 60;
const day = 24 * hour;

/** The longest lease that 14ms gives. */
const longest = 60 * day;

/**
 * How long 14ms goes on without hearing from a trigger with these 'Poll Times': three polls, at least a day, so that
 * neither a restart nor a night without n8n ends it.
 */
export function leaseMinutes(pollTimes: unknown): number {
	const { item } = objectOf(pollTimes);
	const gaps = Array.isArray(item) ? item.map((one) => gapMinutes(objectOf(one))) : [];
	return Math.min(longest, Math.max(day, 3 * Math.min(...gaps, longest)));
}

/** The longest time between two polls; for a cron expression only whether it comes every day. */
function gapMinutes({ mode, value, unit, cronExpression }: IDataObject): number {
	switch (mode) {
		case 'everyMinute':
			return 1;
		case 'everyHour':
			return hour;
		case 'everyX':
			return Number(value) * (unit === 'hours' ? hour : 1) || day;
		case 'everyDay':
			return day;
		case 'everyWeek':
			return 7 * day;
		case 'custom':
			return /\* \* \*$/.test(textOf(cronExpression).trim()) ? day : longest;
		default:
			return longest;
	}
}
