import { processEnvironment, readSettings } from '../services/config';
import { createLog } from '../services/createLog';
import { openServices, withTikTok } from '../services/openServices';
import { startWeb } from '../web';
import { root } from './root';
import { installRuntime, openEngine, targetOf } from './temporalParts';
import { say, untilStopped } from './terminal';

/** `14ms web`: the web service alone, beside workers of their own and a Postgres that they share. */
export async function web(): Promise<number> {
	const settings = withTikTok(readSettings({ for: 'web' }));
	const log = createLog();
	const stopped = untilStopped();
	await using stack = new AsyncDisposableStack();
	installRuntime(log);
	const services = await openServices({ settings, log, root, env: processEnvironment() });
	stack.defer(() => services.close());
	const engine = await openEngine(targetOf(settings));
	stack.defer(() => engine.close());
	const running = await startWeb(services, engine, { temporalUi: null, sandbox: null });
	stack.defer(() => running.close());
	say(`14ms web is running at ${settings.publicUrl}`);
	say(`Stopping (${await stopped}) …`);
	return 0;
}
