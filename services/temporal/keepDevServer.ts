import { startDevServer, type DevServer, type DevServerOptions } from './startDevServer';

/**
 * The embedded server, started again on its ports whenever it dies: web and worker reconnect by themselves.
 * `lookEveryMs` (1,000) is how soon that is noticed.
 * @throws Problem as `startDevServer`, for the first start only.
 */
export async function keepDevServer(
	options: DevServerOptions,
	lookEveryMs = 1_000,
): Promise<Omit<DevServer, 'isRunning'>> {
	const { log } = options;
	const first = await startDevServer(options);
	let current = first;
	let restarting: Promise<void> | null = null;

	const restart = async (): Promise<void> => {
		log.warn({}, 'The Temporal server has died: starting it again');
		try {
			current = await startDevServer(options);
			if (current.address !== first.address) {
				log.error({}, 'Temporal’s port was taken meanwhile: stop 14ms and start it again.');
			}
		} catch (error) {
			log.error({ error }, 'The Temporal server did not start: trying again');
		}
	};
	const timer = setInterval(() => {
		if (restarting || current.isRunning()) return;
		restarting = restart().finally(() => (restarting = null));
	}, lookEveryMs);

	return {
		...first,
		async stop() {
			clearInterval(timer);
			await restarting;
			await current.stop();
		},
	};
}
