import { measure } from './measure';
import { openStage } from './openStage';
import { tellMeasured } from './tellMeasured';

interface LongRun {
	channels: number;
	everySeconds: number;
	windowSeconds: number;
	isPostgres: boolean;
	profile: string | null;
}

/** Many channels at once, watched for a whole interval after each has had its first look. */
export async function longRun(options: LongRun): Promise<void> {
	const { channels, everySeconds, windowSeconds, isPostgres, profile } = options;
	console.log(`${channels} channels, each every ${everySeconds} s; starting …`);
	const stage = await openStage({ channels, everySeconds, isPostgres });
	try {
		const [seed, made] = [stage.seedMs / 1_000, stage.schedulesMs / 1_000];
		console.log(
			`Rows made in ${seed.toFixed(0)} s, Schedules in ${made.toFixed(0)} s (${((made * 1_000) / channels).toFixed(1)} ms each)`,
		);
		const warmUpSeconds = Math.min(2 * everySeconds, 120);
		console.log(`Warming up for ${warmUpSeconds} s, then watching for ${windowSeconds} s …`);
		const measuring = measure(stage, { warmUpSeconds, seconds: windowSeconds });
		const profiling = profile === null ? null : stage.profile(profile, warmUpSeconds + 20);
		const measured = await measuring;
		await profiling;
		console.log(tellMeasured(`${channels} channels`, measured).join('\n'));
	} finally {
		await stage.close();
	}
}
