import { percentile } from './lateness';
import type { Measured } from './measure';

/** As lines for people. */
export function tellMeasured(name: string, measured: Measured): string[] {
	const { seconds, looks, requests, late, load, memory } = measured;
	const { workerCpuMs, temporalCpuMs, workerRssBytes, temporalRssBytes } = measured;
	const each = (ms: number): string => `${(ms / looks).toFixed(1)} ms`;
	const share = (ms: number): string => `${((ms / (seconds * 1_000)) * 100).toFixed(0)} %`;
	const mb = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;
	const { ticks, open, wholeMs, temporalMs, mostMs } = late;
	return [
		`${name}: ${looks} looks in ${seconds} s (${(looks / seconds).toFixed(1)}/s), load ${load.toFixed(1)}`,
		`  requests to YouTube  ${(requests / looks).toFixed(2)} a look`,
		`  CPU a look           worker ${each(workerCpuMs)}, Temporal ${each(temporalCpuMs)}`,
		`  CPU of one core      worker ${share(workerCpuMs)}, Temporal ${share(temporalCpuMs)}`,
		`  memory at most       worker ${mb(workerRssBytes)} (JavaScript ${mb(memory.heapBytes)}, outside ${mb(memory.externalBytes)}), Temporal ${mb(temporalRssBytes)}`,
		`  late                 ${inSeconds(wholeMs)} (of ${ticks} ticks, ${open} not taken up yet)`,
		`  of that Temporal     ${inSeconds(temporalMs)}`,
		`  most, over time      ${mostMs.map((ms) => `${(ms / 1_000).toFixed(1)} s`).join(', ')}`,
	];
}

function inSeconds(sorted: number[]): string {
	const at = (share: number): string => (percentile(sorted, share) / 1_000).toFixed(2);
	return `p50 ${at(0.5)} s, p99 ${at(0.99)} s, max ${at(1)} s`;
}
