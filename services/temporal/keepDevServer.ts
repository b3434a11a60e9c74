import type { DataDirLock } from '../store/lockDataDir';
import { startDevServer, type DevServer, type DevServerOptions } from './startDevServer';

export interface KeptDevServer extends Omit<DevServer, 'isRunning'> {
	/**
	 * Resolves once the server had to be started on another port: whoever has taken its own may be another 14ms, whose
	 * work must not be done by these web and worker.
	 */
	readonly moved: Promise<void>;
}

interface KeepOptions extends DevServerOptions {
	/** Of the data folder: once it is lost, no server is started in it again. */
	lock?: Pick<DataDirLock, 'check'>;
}

/**
 * The embedded server, started again on its ports whenever it dies: web and worker reconnect by themselves.
 * `lookEveryMs` (1,000) is how soon that is noticed.
 * @throws Problem as `startDevServer`, for the first start only.
 */
export async function keepDevServer(
	options: KeepOptions,
	lookEveryMs = 1_000,
): Promise<KeptDevServer> {
	const { log, lock } = options;
	const first = await startDevServer(options);
	let current = first;
	let restarting: Promise<void> | null = null;
	let tellMoved = (): void => undefined;
	const moved = new Promise<void>((resolve) => (tellMoved = resolve));

	const restart = async (): Promise<void> => {
		log.warn({}, 'The Temporal server has died: starting it again');
		try {
			lock?.check();
			current = await startDevServer(options);
			if (current.address !== first.address) tellMoved();
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
		moved,
		async stop() {
			clearInterval(timer);
			await restarting;
			await current.stop();
		},
	};
}
