import { sandboxApiKey } from '../../sandbox/youtube/dataApi/dataApi';
import { idleTick } from './idleTick';
import { measure, type Measured } from './measure';
import { naivePoller } from './naivePoller';
import { openStage, type StageOptions } from './openStage';
import { publishToPost } from './publishToPost';
import { tellMeasured } from './tellMeasured';

interface Size {
	name: string;
	/** Before it is watched, so that everything has run once. */
	warmUpSeconds: number;
	seconds: number;
	options: Omit<StageOptions, 'isPostgres'>;
}

/** Intervals that make an end: a thousand every 90 s is as many looks a second as ten thousand every 15 minutes. */
const sizes: Size[] = [
	{
		...{ name: '1 channel, with a key', warmUpSeconds: 6, seconds: 20 },
		options: { channels: 1, everySeconds: 2, apiKey: sandboxApiKey },
	},
	{
		...{ name: '1 channel, by feeds', warmUpSeconds: 6, seconds: 20 },
		options: { channels: 1, everySeconds: 2 },
	},
	{
		...{ name: '100 channels, by feeds', warmUpSeconds: 20, seconds: 30 },
		options: { channels: 100, everySeconds: 18 },
	},
	{
		...{ name: '1,000 channels, by feeds', warmUpSeconds: 30, seconds: 90 },
		options: { channels: 1_000, everySeconds: 90 },
	},
];
const longChannel = 300;

/** What following channels costs, from one channel to a thousand, beside the obvious alternative. */
export async function benchSync({ isPostgres }: { isPostgres: boolean }): Promise<void> {
	let last: Measured | null = null;
	for (const { name, warmUpSeconds, seconds, options } of sizes) {
		const stage = await openStage({ ...options, isPostgres });
		try {
			last = await measure(stage, { warmUpSeconds, seconds });
			say(tellMeasured(name, last));
			if (options.channels > 1) continue;
			const { events, schedulerEvents } = await idleTick(stage.client);
			const ofSchedule = schedulerEvents?.toFixed(1) ?? 'an unknown number';
			say([
				`  events in Temporal   ${events} an idle look, and ${ofSchedule} of its Schedule`,
			]);
		} finally {
			await stage.close();
		}
	}
	if (last) say(forTenThousand(last));
	if (last) say(await besideNaive(last));
	say(await publishToPost());
}

/** The rate is the same; what each Schedule keeps in memory is not in here. */
function forTenThousand({ looks, workerCpuMs, temporalCpuMs }: Measured): string[] {
	const perSecond = 10_000 / 900;
	const cores = (cpuMs: number): string => ((cpuMs / looks / 1_000) * perSecond).toFixed(2);
	return [
		`10,000 channels every 15 minutes are ${perSecond.toFixed(1)} looks a second: at this price ${cores(workerCpuMs)} cores of the worker and ${cores(temporalCpuMs)} of Temporal`,
	];
}

async function besideNaive({ looks, requests, ...measured }: Measured): Promise<string[]> {
	const naive = await naivePoller(longChannel);
	const cpuMs = (measured.workerCpuMs + measured.temporalCpuMs) / looks;
	const times = (a: number, b: number): string => `${(a / b).toFixed(1)} ×`;
	return [
		`The whole list by yt-dlp at each look (${naive.shorts} Shorts): ${naive.requests} requests, ${Math.round(naive.cpuMs)} ms of CPU without any Temporal:`,
		`  ${times(naive.requests, requests / looks)} the requests, ${times(naive.cpuMs, cpuMs)} the CPU of worker and Temporal together`,
	];
}

function say(lines: string[]): void {
	console.log(lines.join('\n'));
}
