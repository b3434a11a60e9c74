import { flushCompileCache } from 'node:module';
import { startWeb } from '../web';
import { openPart } from './openPart';
import { openEngine, targetOf } from './temporalParts';
import { say } from './terminal';

/** `14ms web`: the web service alone, beside workers of their own and a Postgres that they share. */
export async function web(): Promise<number> {
	await using stack = new AsyncDisposableStack();
	const { services, stopped } = await openPart('web', stack);
	const engine = await openEngine(targetOf(services.settings));
	stack.defer(() => engine.close());
	const running = await startWeb(services, engine, { temporalUi: null, sandbox: null });
	stack.defer(() => running.close());
	say(`14ms web is running at ${services.settings.publicUrl}`);
	flushCompileCache();
	say(`Stopping (${await stopped}) …`);
	return 0;
}
