import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { processEnvironment } from '../services/config';
import { connectAccount } from './connectAccount';
import { freePort } from './freePort';
import { apiOf, sandboxState, until, type Api } from './look';
import { fourteenMs, type Running } from './processes';
import { slowUploads } from './slowUploads';

const killAfterBytes = 25_000_000;
/** Slow enough that the kill falls into the middle of the upload. */
const uploadBytesPerSecond = 12_000_000;

const sandboxLine = z.object({
	env: z.record(z.string(), z.string()),
	pageUrl: z.string(),
	videos: z.array(z.object({ id: z.string(), title: z.string(), url: z.string() })),
});

demo().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);

/** `npm run demo`: from nothing to two posts, with 14ms killed in the middle of the second; leaves nothing behind. */
async function demo(): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), '14ms-demo-'));
	const running: Running[] = [];
	const start: Start = (args, env, showProgress) => {
		const child = fourteenMs(args, { env, cwd: folder, showProgress });
		running.push(child);
		return child;
	};
	const stopAll = async (): Promise<void> => {
		for (const child of running.reverse()) await child.stop();
		await rm(folder, { recursive: true, force: true });
	};
	process.once('SIGINT', () => void stopAll().then(() => process.exit(130)));
	try {
		await show(folder, start);
	} finally {
		await stopAll();
	}
}

type Start = (args: string[], env: NodeJS.ProcessEnv, showProgress?: boolean) => Running;

async function show(folder: string, start: Start): Promise<void> {
	const { PATH, HOME, TERM } = processEnvironment();
	const base = { PATH, HOME, TERM, NO_PROXY: 'localhost,127.0.0.1' };

	step('Starting the sandbox: stand-ins for TikTok and YouTube, and sample Shorts (made once) …');
	const sandbox = start(['sandbox', '--dir', join(folder, 'sandbox'), '--json'], base);
	const stage = sandboxLine.parse(JSON.parse(await sandbox.line(/^\{/)));
	const [small, large] = stage.videos;
	if (!small || !large) throw new Error('The sandbox has no Shorts on its shelf.');

	step('Starting 14ms: web, worker, store and a real Temporal server …');
	const port = await freePort();
	const baseUrl = `http://localhost:${port}`;
	const dataDir = join(folder, 'data');
	const env = {
		...base,
		...stage.env,
		PORT: String(port),
		DATA_DIR: dataDir,
		TIKTOK_REDIRECT_URI: `${baseUrl}/api/tiktok/callback`,
	};
	const first = start(['up'], env);
	await first.line(/Ctrl-C/);
	tell(first.output());
	const api = apiOf(baseUrl, dataDir);

	step('Connecting a TikTok account by walking the consent page …');
	const username = 'sandbox_creator';
	await connectAccount({ baseUrl, operatorToken: api.token, username });
	say(`  @${username} is connected`);

	step(`Into the inbox: “${small.title}”`);
	const toInbox = ['repost', small.url, '--account', username, '--posting', 'inbox', '--wait'];
	await succeeds(start(toInbox, env, true));

	step(`Posting directly, and killing 14ms in the middle: “${large.title}”`);
	await slowUploads(stage.pageUrl, uploadBytesPerSecond);
	const directly = [
		'--account',
		username,
		'--posting',
		'auto',
		'--privacy',
		'SELF_ONLY',
		'--wait',
	];
	const posting = start(['repost', large.url, ...directly], env, true);
	const doneBytes = await until('the upload to be half-way', async () => {
		const seen = await api.repostOf(large.id);
		const done = seen?.state === 'uploading' ? (seen.progress?.doneBytes ?? 0) : 0;
		return done > killAfterBytes ? done : null;
	});
	first.kill();
	await first.ended;
	say(
		`\n  kill -9 after about ${doneBytes.toLocaleString('en')} bytes: web, worker and store are gone`,
	);
	const second = start(['up'], env);
	await second.line(/Ctrl-C/);
	say('  started again');
	await succeeds(posting);

	step('What TikTok has received');
	await verify({ api, pageUrl: stage.pageUrl, videoId: large.id });
	say(`\nTry it yourself: \`npx 14ms up\`, sign in with the link it prints, and look around.`);
}

/** The proof: one post, the very bytes, and where the upload went on. */
async function verify(about: { api: Api; pageUrl: string; videoId: string }): Promise<void> {
	const { posts, violations } = await sandboxState(about.pageUrl);
	const repost = await about.api.repostOf(about.videoId);
	const direct = posts.filter(({ mode }) => mode === 'direct');
	const resumed = repost?.timeline.findLast(({ type }) => type === 'repost.resumed');
	const atByte = z.number().safeParse(resumed?.data.atByte);
	const hashes = direct[0]?.sha256 === repost?.sha256 ? 'hashes equal' : 'HASHES DIFFER';
	const count = direct.length === 1 ? 'one post' : `${direct.length} POSTS`;
	const from = atByte.success ? `resumed at byte ${atByte.data}` : 'NOT RESUMED';
	say(`  inbox drafts: ${posts.length - direct.length}, rules broken: ${violations.length}`);
	say(`  ${from}, ${count}, ${hashes}`);
	if (direct.length !== 1 || hashes !== 'hashes equal' || !atByte.success || violations.length) {
		throw new Error('The demo did not end as it should.');
	}
}

async function succeeds(command: Running): Promise<void> {
	const code = await command.ended;
	tell(command.output());
	if (code !== 0) throw new Error(`The command ended with exit code ${code ?? 'none'}.`);
}

function step(text: string): void {
	say(`\n▸ ${text}`);
}

function tell(text: string): void {
	say(text.trimEnd().replace(/^/gm, '  '));
}

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}
