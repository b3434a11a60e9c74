import type { Faults, Unplayable } from '../../sandbox/youtube/faults';
import type { Plan, Step } from './plan';
import type { Wanted } from './plans';

const gone: Unplayable[] = [
	...(['private', 'removed', 'terminated', 'copyright', 'ageGated'] as const),
	...(['botCheck', 'membersOnly', 'country', 'premiere', 'unavailable'] as const),
];

/** Every fault of the YouTube stand-in. */
export function youTubeStrikes(): Wanted[] {
	const strike = (
		label: string,
		step: Step,
		faults: Faults,
		expect: Plan['expect'] = 'posted',
	): Wanted => ({ strike: { kind: 'youtube', label, step, faults }, expect });
	return [
		...gone.map((why) => strike(`YouTube: ${why}`, 'look up', { unplayable: why }, 'told')),
		...[403, 429, 500, 503].flatMap((status) => [
			strike(`YouTube: HTTP ${status}`, 'look up', { api: { status, times: 1 } }),
			strike(
				`YouTube: HTTP ${status}`,
				'download',
				{ data: { status, times: 1 } },
				// It waits for ten minutes, and says so.
				status === 429 ? 'told' : 'posted',
			),
		]),
		strike('YouTube: data cut off', 'download', { cut: { afterBytes: 300_000, times: 2 } }),
		strike('YouTube: slow data', 'download', { slow: { bytesPerSecond: 900_000 } }),
		strike('YouTube: half a file', 'download', { truncate: { toBytes: 300_000 } }, 'told'),
	];
}
