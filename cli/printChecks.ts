import { styleText } from 'node:util';
import { checkGroups, type Check, type CheckGroup } from '../lib/doctor/check';
import { say } from './terminal';

const headings: Record<CheckGroup, string> = {
	settings: 'Settings',
	tiktok: 'TikTok',
	accounts: 'Accounts',
	syncs: 'Followed channels',
	tools: 'Tools',
	temporal: 'Temporal',
	store: 'Store',
	machine: 'This machine',
	limits: 'Used of the limits',
};

const marks = { ok: '✓', fail: '✗', warn: '!' } as const;
const colours = { ok: 'green', fail: 'red', warn: 'yellow' } as const;

/** Grouped and aligned, with what to do below a line that needs it; coloured on a terminal that shows colours. */
export function printChecks(checks: Check[]): void {
	for (const group of checkGroups) {
		const inGroup = checks.filter((check) => check.group === group);
		if (inGroup.length === 0) continue;
		const width = Math.max(...inGroup.map(({ title }) => title.length));
		say(styleText('bold', headings[group]));
		for (const [at, { result, title, detail, whatToDo }] of inGroup.entries()) {
			const mark = styleText(colours[result], marks[result]);
			say(`  ${mark} ${title.padEnd(width)}  ${detail}`);
			// What several lines in a row ask for is said once, below the last of them.
			const isSaidBelow = inGroup[at + 1]?.whatToDo === whatToDo;
			if (whatToDo && !isSaidBelow) say(`    ${' '.repeat(width)}  → ${whatToDo}`);
		}
		say();
	}
	say(summary(checks));
}

function summary(checks: Check[]): string {
	const count = (result: Check['result']): number =>
		checks.filter((check) => check.result === result).length;
	const [failed, warned] = [count('fail'), count('warn')];
	if (failed > 0) return `${failed} ${failed === 1 ? 'check' : 'checks'} failed (✗).`;
	return warned > 0 ? 'Nothing failed; look at the lines with !.' : 'Everything is fine.';
}
