import { sandboxApiKey } from '../../sandbox/youtube/dataApi/dataApi';
import { idleTick } from './idleTick';
import { measure } from './measure';
import { openStage, type StageOptions } from './openStage';
import { tellMeasured } from './tellMeasured';

/** What following channels costs, from one channel to a thousand. */
export async function benchSync({ isPostgres }: { isPostgres: boolean }): Promise<void> {
	const sizes: [name: string, seconds: number, options: Omit<StageOptions, 'isPostgres'>][] = [
		['1 channel, with a key', 30, { channels: 1, everySeconds: 2, apiKey: sandboxApiKey }],
		['1 channel, by feeds', 30, { channels: 1, everySeconds: 2 }],
		['100 channels', 45, { channels: 100, everySeconds: 15 }],
	];
	for (const [name, seconds, options] of sizes) {
		const stage = await openStage({ ...options, isPostgres });
		try {
			const measured = await measure(stage, seconds);
			console.log(tellMeasured(name, measured).join('\n'));
			if (options.channels > 1) continue;
			const { events, schedulerEvents } = await idleTick(stage.client);
			console.log(
				`  events in Temporal   ${events} an idle look, and ${schedulerEvents?.toFixed(1) ?? '?'} of its Schedule`,
			);
		} finally {
			await stage.close();
		}
	}
}
