import { flushCompileCache } from 'node:module';
import { Problem } from '../lib/errors';
import { processEnvironment, readSettings } from '../services/config';
import { createLog } from '../services/createLog';
import { mediaRootOf, openServices, withTikTok } from '../services/openServices';
import type { Settings } from '../services/settings';
import { lockDataDir } from '../services/store/lockDataDir';
import { untilLost } from '../services/store/untilLost';
import { keepDevServer } from '../services/temporal/keepDevServer';
import { locateTools } from '../services/toolchain/locate';
import { killLeftovers } from '../services/youtube/killLeftovers';
import { makeSignInLink } from '../web/auth/signInLink';
import { startWeb } from '../web';
import { serveWeb } from '../web/serve';
import { startOwnSandbox } from './ownSandbox';
import { root } from './root';
import { forgetRunning, noteRunning } from './running';
import { installRuntime, openEngine, openWorker, targetOf } from './temporalParts';
import { say, untilStopped } from './terminal';

const lostPort =
	'Temporal’s server had ended, and its port was taken before it was there again: start 14ms again';

/** `14ms up`: everything on this machine, started in order and stopped in the reverse one. */
export async function up(): Promise<number> {
	const settings = readSettings({ for: 'up' });
	const log = createLog();
	const stopped = untilStopped();
	await using stack = new AsyncDisposableStack();

	const lock = lockDataDir(settings.dataDir);
	stack.defer(() => lock.release());
	await checkPort(settings);
	const line = linesOf(settings);
	line('Starting 14ms (the first start takes longer) …');
	installRuntime(log);
	await killLeftovers(mediaRootOf(settings));

	const env = processEnvironment();
	const tools = await locateTools({ tools: settings.tools, root, path: env.PATH ?? '' });
	const own =
		settings.mode === 'sandbox' ? await startOwnSandbox(settings, tools.ffmpegPath) : null;
	stack.defer(() => own?.sandbox.close());

	const services = await openServices({
		...{ log, root, env, lock, tools },
		settings: withTikTok(settings, own?.tiktok),
		...(own ? { youtubeVia: own.youtubeVia } : {}),
	});
	stack.defer(() => services.close());

	const temporal = settings.temporalEmbedded
		? await keepDevServer({
				...{ log, lock, dataDir: settings.dataDir },
				cliPath: tools.temporalCliPath,
			})
		: null;
	stack.defer(() => temporal?.stop());
	const target = targetOf(settings, temporal?.address);
	const engine = await openEngine(target);
	stack.defer(() => engine.close());
	let tellAfterWork = (): Promise<void> => Promise.resolve();
	stack.defer(() => tellAfterWork());
	const worker = await openWorker(services, target);
	stack.defer(() => worker.stop());

	const temporalUiUrl = temporal?.uiUrl ?? null;
	const sandboxUrl = own?.sandbox.pageUrl ?? null;
	const web = await startWeb(services, engine, {
		temporalUi: temporalUiUrl,
		sandbox: sandboxUrl,
	});
	tellAfterWork = () => web.tellTemporal();
	stack.defer(() => web.close());
	noteRunning(settings.dataDir, {
		apiUrl: `http://${loopbackFor(settings.host)}:${web.port}`,
		publicUrl: settings.publicUrl,
	});
	stack.defer(() => {
		if (!lock.isLost()) forgetRunning(settings.dataDir);
	});

	const { url: signInUrl } = await makeSignInLink(services);
	greet(settings, { signInUrl, temporalUiUrl, sandboxUrl, short: own?.sandbox.videos[0]?.id });
	flushCompileCache();
	const why = await Promise.race([
		stopped,
		worker.ended.then(() => 'the worker ended' as const),
		untilLost(lock),
		...(temporal ? [temporal.moved.then(() => lostPort)] : []),
	]);
	line(`Stopping (${why instanceof Problem ? 'the data folder is lost' : why}) …`);
	if (why instanceof Problem) throw why;
	return why === lostPort ? 1 : 0;
}

/** A taken port is told at once, not after everything else has started. */
async function checkPort(settings: Settings): Promise<void> {
	const probe = await serveWeb({ fetch: () => new Response() }, settings);
	await probe.close(0);
}

/** In sandbox mode every line says so (design §7). */
function linesOf({ mode }: Settings): (text: string) => void {
	return (text) => say(mode === 'sandbox' ? `[sandbox] ${text}` : text);
}

function greet(
	settings: Settings,
	links: {
		signInUrl: string;
		temporalUiUrl: string | null;
		sandboxUrl: string | null;
		short: string | undefined;
	},
): void {
	const line = linesOf(settings);
	line(`14ms is running at ${settings.publicUrl}`);
	line(`  Sign in (once):  ${links.signInUrl}`);
	if (links.temporalUiUrl) line(`  Temporal:        ${links.temporalUiUrl}`);
	if (links.sandboxUrl) {
		line(`  What was posted: ${links.sandboxUrl}`);
		line(
			'  This is the sandbox: nothing reaches TikTok or YouTube. Connect an account, then try:',
		);
		line(`  npx 14ms repost https://www.youtube.com/shorts/${links.short ?? ''} --wait`);
	}
	line('  Ctrl-C stops everything; what is under way goes on at the next start.');
}

function loopbackFor(host: string): string {
	if (host === '0.0.0.0') return '127.0.0.1';
	if (host === '::') return '[::1]';
	return host.includes(':') ? `[${host}]` : host;
}
