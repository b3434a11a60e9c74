import { printable } from '../printable';
import { ok, warn, type Check } from './check';

export interface SyncsStanding {
	total: number;
	stuckTotal: number;
	/** The first of them. */
	stuck: {
		id: string;
		needsPerson: boolean;
		error: { message: string } | null;
		channel: { handle: string | null; title: string };
	}[];
}

const group = 'syncs';

/** A line for each sync that fails or waits for a person, and one for all the others; none where nothing is followed. */
export function syncChecks({ total, stuckTotal, stuck }: SyncsStanding): Check[] {
	const checks = stuck.map(({ id, error, needsPerson, channel }) => {
		const title = printable(channel.handle ?? channel.title);
		return warn(
			{ id: `syncs.${id}`, group, title },
			error?.message ?? '',
			whatToDo(id, needsPerson),
		);
	});
	const untold = stuckTotal - stuck.length;
	if (untold > 0) {
		const name = { id: 'syncs.more', group, title: 'Others' } as const;
		checks.push(
			warn(name, `${untold} more have an error.`, '`npx 14ms sync list` shows them.'),
		);
	}
	const well = total - stuckTotal;
	if (well > 0) {
		const name = { id: 'syncs.all', group, title: 'Channels' } as const;
		checks.push(ok(name, `${well}${otherOf(well, stuckTotal)} followed, without an error.`));
	}
	return checks;
}

function whatToDo(id: string, needsPerson: boolean): string {
	return needsPerson
		? `Once that is mended, \`npx 14ms sync resume ${id}\` goes on at once.`
		: `It tries again by itself; \`npx 14ms sync run ${id}\` looks at once.`;
}

function otherOf(well: number, stuckTotal: number): string {
	if (stuckTotal === 0) return '';
	return well === 1 ? ' other' : ' others';
}
