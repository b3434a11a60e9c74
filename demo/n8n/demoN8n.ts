import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { processEnvironment } from '../../services/config';
import { freePort } from '../freePort';
import { apiOf } from '../look';
import { fourteenMs } from '../processes';
import { connectCredential } from './connectCredential';
import { createN8n } from './createN8n';
import { createN8nRest, owner } from './n8nRest';
import { openInBrowser } from './openInBrowser';
import { startPhone } from './startPhone';

const root = resolve(__dirname, '../..');
const username = 'sandbox_creator';
const template = z.looseObject({
	nodes: z.array(
		z.looseObject({
			type: z.string(),
			name: z.string(),
			webhookId: z.string().optional(),
			parameters: z.looseObject({}),
		}),
	),
});

demoN8n().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);

/** `npm run demo:n8n`: sandbox, 14ms and a real n8n with the first template, connected; until Ctrl-C. Leaves nothing behind. */
async function demoN8n(): Promise<void> {
	const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
	await using stack = new AsyncDisposableStack();
	const folder = await mkdtemp(join(tmpdir(), '14ms-demo-n8n-'));
	stack.defer(() => rm(folder, { recursive: true, force: true }));
	await Promise.race([show(folder, stack), interrupted.then(() => undefined)]);
	await interrupted;
	say('\nStopping …');
}

async function show(folder: string, stack: AsyncDisposableStack): Promise<void> {
	const { PATH, HOME, TERM } = processEnvironment();
	say('Starting 14ms with its sandbox: stand-ins for TikTok and YouTube, and sample Shorts …');
	const port = await freePort();
	const fourteenMsUrl = `http://localhost:${port}`;
	const dataDir = join(folder, 'data');
	const env = { PATH, HOME, TERM, PORT: String(port), DATA_DIR: dataDir };
	const up = fourteenMs(['up'], { env, cwd: folder });
	stack.defer(() => up.stop());
	await up.line(/Ctrl-C/);
	const operatorToken = apiOf(fourteenMsUrl, join(dataDir, 'sandbox')).token;

	say('Starting n8n …');
	const n8n = await createN8n(folder);
	stack.defer(() => n8n.stop());
	await n8n.start();
	const rest = createN8nRest(n8n.origin);
	await rest.setUpOwner();

	say('Connecting n8n to 14ms and a TikTok account of the sandbox …');
	const to = { rest, n8nUrl: n8n.origin, fourteenMsUrl, operatorToken, username };
	const credential = await connectCredential(to);

	const phone = await startPhone((title, text) =>
		say(`\nYour phone: “${title}”\n${text.replace(/^/gm, '  ')}`),
	);
	stack.defer(() => phone.close());
	const workflow = ready(credential, phone.url);
	const id = await rest.addWorkflow(workflow);
	const form = workflow.nodes.find(({ webhookId }) => webhookId !== undefined)?.webhookId ?? '';
	const canvas = `${n8n.origin}/workflow/${id}`;
	const after = (label: RegExp): string => label.exec(up.output())?.[1] ?? '';
	say(
		[
			'',
			'Everything is connected, and nothing reaches TikTok or YouTube.',
			`  n8n, ready canvas:   ${canvas}`,
			`  n8n login:           ${owner.email} / ${owner.password}`,
			`  The template's form: ${n8n.origin}/form/${form}`,
			`  A Short to paste:    ${after(/14ms repost (\S+)/)}`,
			`  14ms (sign in once): ${after(/Sign in \(once\): +(\S+)/)}`,
			`  What was posted:     ${after(/What was posted: +(\S+)/)}`,
			'Paste the Short into the form; within a minute after it has arrived, “your phone” says so here.',
			'Ctrl-C stops everything and leaves nothing behind.',
		].join('\n'),
	);
	openInBrowser(canvas);
}

/** The first template with the two things filled in that its note asks for. */
function ready(credential: { id: string; name: string }, phoneUrl: string) {
	const text = readFileSync(join(root, 'docs/n8n/short-to-inbox.json'), 'utf8');
	const workflow = template.parse(JSON.parse(text));
	for (const node of workflow.nodes) {
		if (node.type.startsWith('n8n-nodes-14ms.')) {
			Object.assign(node, { credentials: { fourteenMsOAuth2Api: credential } });
		}
		if (node.name === 'Tell My Phone') node.parameters.url = phoneUrl;
	}
	return workflow;
}

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}
