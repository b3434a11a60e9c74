import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/fourteenMs';
import type { Judgement } from './judge';
import type { Plan } from './plan';
import { plansFor } from './plans';
import { playAll } from './playAll';
import type { StageKind } from './stage';
import { nameOf, tableOf } from './table';

const {
	CHAOS_SEED = '14',
	CHAOS_RUNS = '300',
	CHAOS_AT_ONCE = '6',
	CHAOS_ONLY = '',
	CHAOS_DOCS,
} = process.env;
const mostOnStage = 70;
/** So many are played on `14ms up` alone, where every kill starts everything anew. */
const runsOnUp = 24;

/** `npm run test:chaos`; docs/reliability.md says what it does. Ctrl-C begins no further run and shows the table. */
async function chaos(): Promise<number> {
	const sinceMs = Date.now();
	const seed = Number(CHAOS_SEED);
	const wanted = new RegExp(CHAOS_ONLY);
	const plans = plansFor(seed, Number(CHAOS_RUNS)).filter((plan) => wanted.test(nameOf(plan)));
	console.log(`${plans.length} runs with CHAOS_SEED=${seed}, ${CHAOS_AT_ONCE} at a time`);
	const done: Judgement[] = [];
	const stopping = new AbortController();
	process.on('SIGINT', () => stopping.abort());
	for (const { kind, share } of stagesFor(plans)) {
		if (stopping.signal.aborted) break;
		await playAll(kind, share, {
			atOnce: Number(CHAOS_AT_ONCE),
			isStopped: () => stopping.signal.aborted,
			onEnd(judgement) {
				done.push(judgement);
				say(judgement, `${done.length}/${plans.length} ${kind}`);
			},
		});
	}
	if (CHAOS_DOCS) writeTable(tableOf(done));
	const failed = done.filter(({ mistakes }) => mistakes.length > 0);
	console.log(`\n${tableOf(done)}\n`);
	for (const judgement of failed) say(judgement, 'FAILED');
	const minutes = ((Date.now() - sinceMs) / 60_000).toFixed(1);
	console.log(
		`${done.length - failed.length} passed, ${failed.length} failed in ${minutes} minutes`,
	);
	return failed.length === 0 && done.length === plans.length ? 0 : 1;
}

function stagesFor(plans: Plan[]): { kind: StageKind; share: Plan[] }[] {
	const apart = plans.slice(runsOnUp);
	const count = Math.ceil(apart.length / mostOnStage);
	const size = Math.ceil(apart.length / count);
	const shares = Array.from({ length: count }, (_, n) => apart.slice(n * size, (n + 1) * size));
	return [
		{ kind: 'up', share: plans.slice(0, runsOnUp) },
		...shares.map((share) => ({ kind: 'apart' as const, share })),
	];
}

/** Between its two marks in docs/reliability.md. */
function writeTable(table: string): void {
	const path = join(root, 'docs/reliability.md');
	const marks = /(<!-- table -->\n)[^]*(\n<!-- end of table -->)/;
	const text = readFileSync(path, 'utf8');
	writeFileSync(
		path,
		text.replace(marks, (_all, from: string, to: string) => `${from}\n${table}\n${to}`),
	);
}

function say({ plan, outcome, mistakes, tookMs }: Judgement, where: string): void {
	const seconds = (tookMs / 1000).toFixed(1);
	console.log(`${where} ${nameOf(plan)} → ${outcome} (${seconds} s) ${mistakes.join('; ')}`);
}

chaos().then(
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
