import { flushCompileCache } from 'node:module';
import { keepSwept } from '../services/media/keepSwept';
import { mediaRootOf } from '../services/openServices';
import { killLeftovers } from '../services/youtube/killLeftovers';
import { openPart } from './openPart';
import { openWorker, targetOf } from './temporalParts';
import { say } from './terminal';

/** `14ms worker`: a worker alone; any number of them may run. */
export async function workerOnly(): Promise<number> {
	await using stack = new AsyncDisposableStack();
	const { services, stopped } = await openPart('worker', stack);
	await killLeftovers(mediaRootOf(services.settings));
	stack.defer(await keepSwept(services.store, services.media, services.log));
	const worker = await openWorker(services, targetOf(services.settings));
	stack.defer(() => worker.stop());
	say('14ms worker is running');
	flushCompileCache();
	const why = await Promise.race([stopped, worker.ended.then(() => 'the worker ended' as const)]);
	say(`Stopping (${why}) …`);
	return 0;
}
