import type { Judgement } from './judge';
import { steps, type Plan, type Step, type Strike } from './plan';

/** Fault × step → outcome, as a Markdown table. */
export function tableOf(judgements: Judgement[]): string {
	const cells = new Map<string, Map<string, Map<string, number>>>();
	for (const { plan, outcome, mistakes } of judgements) {
		const row = at(cells, labelOf(plan));
		const cell = at(row, stepOf(plan));
		const word = mistakes.length > 0 ? `**FAILED** ${outcome}` : outcome;
		cell.set(word, (cell.get(word) ?? 0) + 1);
	}
	const used = steps.filter((step) => [...cells.values()].some((row) => row.has(step)));
	const lines = [...cells]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([label, row]) => line([label, ...used.map((step) => textOf(row.get(step)))]));
	return [line(['', ...used]), line(['---', ...used.map(() => '---')]), ...lines].join('\n');
}

/** For a line of progress or of failure. */
export function nameOf(plan: Plan): string {
	const strikes = plan.strikes.map((strike) => `${wordOf(strike)} @ ${whereOf(strike)}`);
	return `#${plan.number} ${plan.posting}, ${plan.sample}: ${strikes.join(' + ')}`;
}

function at<V>(map: Map<string, Map<string, V>>, key: string): Map<string, V> {
	const found = map.get(key) ?? new Map<string, V>();
	map.set(key, found);
	return found;
}

function labelOf({ strikes: [first, second] }: Plan): string {
	if (second) return 'a fault and a kill';
	return first ? wordOf(first) : 'nothing';
}

function stepOf({ strikes: [first] }: Plan): Step {
	return first && 'step' in first ? first.step : 'any time';
}

function wordOf(strike: Strike): string {
	if (strike.kind === 'none') return 'nothing';
	if (strike.kind !== 'kill') return strike.label;
	return strike.victim === 'freeze' ? 'frozen workers' : `kill -9: ${strike.victim}`;
}

function whereOf(strike: Strike): string {
	if (strike.kind === 'kill') return `${strike.step} (${strike.phase})`;
	return 'step' in strike ? strike.step : 'any time';
}

function textOf(cell: Map<string, number> | undefined): string {
	return [...(cell ?? [])]
		.map(([word, count]) => (count === 1 ? word : `${word} ×${count}`))
		.join('<br>');
}

function line(cells: string[]): string {
	return `| ${cells.join(' | ')} |`;
}
