import { processEnvironment, readSettings } from '../services/config';
import { createLog } from '../services/createLog';
import { openServices, withTikTok, type Services } from '../services/openServices';
import { root } from './root';
import { installRuntime } from './temporalParts';
import { untilStopped } from './terminal';

/** How `14ms web` and `14ms worker` begin. `stopped` resolves to the signal; `stack` closes the services. */
export async function openPart(
	role: 'web' | 'worker',
	stack: AsyncDisposableStack,
): Promise<{ services: Services; stopped: ReturnType<typeof untilStopped> }> {
	const settings = withTikTok(readSettings({ for: role }));
	const log = createLog();
	const stopped = untilStopped();
	installRuntime(log);
	const services = await openServices({ settings, log, root, env: processEnvironment() });
	stack.defer(() => services.close());
	return { services, stopped };
}
