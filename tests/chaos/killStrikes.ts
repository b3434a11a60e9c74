import type { Phase, Step, Victim } from './plan';
import type { Wanted } from './plans';
import type { Seeded } from './seeded';

const boundaries: { step: Step; phases: Phase[] }[] = [
	{ step: 'request', phases: ['asked'] },
	{ step: 'look up', phases: ['asked'] },
	{ step: 'download', phases: ['asked'] },
	{ step: 'prepare', phases: ['asked', 'done'] },
	{ step: 'creator_info', phases: ['asked', 'done'] },
	{ step: 'init', phases: ['asked', 'done'] },
	{ step: 'first chunk', phases: ['done'] },
	{ step: 'middle chunk', phases: ['asked', 'done'] },
	{ step: 'last chunk', phases: ['asked', 'done'] },
	{ step: 'status', phases: ['asked', 'done'] },
	{ step: 'final', phases: ['done'] },
];

const everywhere: Victim[] = ['worker', 'all workers', 'web', 'Temporal', 'everything'];
const frozenAt = new Set<Step>(['init', 'middle chunk', 'last chunk', 'status']);
const withYtDlp = new Set<Step>(['look up', 'download']);
const anyTimeRuns = 24;
/** A small repost takes about this long. */
const latestMs = 6_000;

/** Every victim at every boundary, and some at any time. */
export function killStrikes(random: Seeded): Wanted[] {
	const planned = boundaries.flatMap(({ step, phases }) =>
		phases.flatMap((phase) => victimsAt(step).map((victim) => ({ victim, step, phase }))),
	);
	const atAnyTime = Array.from({ length: anyTimeRuns }, (_, index) => ({
		victim: everywhere[index % everywhere.length] ?? 'worker',
		...({ step: 'any time', phase: 'asked' } as const),
	}));
	return [...planned, ...atAnyTime].map((kill) => {
		const afterMs = random.below(kill.step === 'any time' ? latestMs : 60);
		return { strike: { kind: 'kill', ...kill, afterMs }, expect: 'posted' };
	});
}

function victimsAt(step: Step): Victim[] {
	return [
		...everywhere,
		...(withYtDlp.has(step) ? (['yt-dlp'] as const) : []),
		...(frozenAt.has(step) ? (['freeze'] as const) : []),
	];
}
