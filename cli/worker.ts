import { processEnvironment, readSettings } from '../services/config';
import { createLog } from '../services/createLog';
import { mediaRootOf, openServices, withTikTok } from '../services/openServices';
import { keepSwept } from '../services/media/keepSwept';
import { killLeftovers } from '../services/youtube/killLeftovers';
import { root } from './root';
import { installRuntime, openWorker, targetOf } from './temporalParts';
import { say, untilStopped } from './terminal';

/** `14ms worker`: a worker alone; any number of them may run. */
export async function workerOnly(): Promise<number> {
	const settings = withTikTok(readSettings({ for: 'worker' }));
	const log = createLog();
	const stopped = untilStopped();
	await using stack = new AsyncDisposableStack();
	installRuntime(log);
	await killLeftovers(mediaRootOf(settings));
	const services = await openServices({ settings, log, root, env: processEnvironment() });
	stack.defer(() => services.close());
	stack.defer(await keepSwept(services.store, services.media, log));
	const worker = await openWorker(services, targetOf(settings));
	stack.defer(() => worker.stop());
	say('14ms worker is running');
	const why = await Promise.race([stopped, worker.ended.then(() => 'the worker ended' as const)]);
	say(`Stopping (${why}) …`);
	return 0;
}
