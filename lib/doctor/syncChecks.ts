import { printable } from '../printable';
import { ok, warn, type Check } from './check';

export interface SyncsStanding {
	total: number;
	stuckTotal: number;
	/** The first of them. */
	stuck: {
		id: string;
		error: { message: string } | null;
		channel: { handle: string | null; title: string };
	}[];
}

const group = 'syncs';
const whatToDo =
	'`npx 14ms sync list` shows its id; `npx 14ms sync resume` with it looks again at once.';

/** A line for each sync that fails or waits for a person, and one for all the others; none where nothing is followed. */
export function syncChecks({ total, stuckTotal, stuck }: SyncsStanding): Check[] {
	const checks = stuck.map(({ id, error, channel }) => {
		const title = printable(channel.handle ?? channel.title);
		return warn({ id: `syncs.${id}`, group, title }, error?.message ?? '', whatToDo);
	});
	const untold = stuckTotal - stuck.length;
	if (untold > 0) {
		const name = { id: 'syncs.more', group, title: 'Others' } as const;
		checks.push(warn(name, `${untold} more have an error.`, whatToDo));
	}
	const well = total - stuckTotal;
	if (well > 0) {
		const name = { id: 'syncs.all', group, title: 'Channels' } as const;
		checks.push(ok(name, `${well}${otherOf(well, stuckTotal)} followed, without an error.`));
	}
	return checks;
}

function otherOf(well: number, stuckTotal: number): string {
	if (stuckTotal === 0) return '';
	return well === 1 ? ' other' : ' others';
}
