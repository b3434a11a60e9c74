import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { Pool } from 'pg';
import { z } from 'zod';
import { recipes } from '../../sandbox/samples/recipes';
import { startWeb } from '../../web';
import type { RunningWeb } from '../../web/serve';
import { startPostgres, type TestPostgres } from '../support/postgres';
import { startReceiver } from '../support/receiver';
import { startStack, type Stack } from '../support/stack';
import { until } from '../support/until';

jest.setTimeout(240_000);

describe('after reposts of every kind, no secret is to be found', () => {
	const lines = new PassThrough();
	const logged = text(lines);
	let postgres: TestPostgres;
	let stack: Stack;
	const ids: string[] = [];
	/** Of callbacks and webhooks. */
	const deliveryIds: string[] = [];
	const secrets: string[] = [];
	let web: RunningWeb;
	let receiver: Receiver;

	beforeAll(async () => {
		postgres = await startPostgres();
		stack = await startStack({
			...{ databaseUrl: postgres.url, logTo: lines },
			samples: ['small', 'large', 'landscape'],
		});
		secrets.push(stack.tiktok.clientSecret, stack.services.operatorToken);
		await posted(recipes.large.id, [
			{ endpoint: 'upload', kind: 'lostAnswer', chunk: 2 },
			{ endpoint: 'upload', kind: 'status', chunk: 3, httpStatus: 404 },
		]);
		await posted(recipes.small.id, [
			{ endpoint: 'video/init', kind: 'status', httpStatus: 500 },
			{ endpoint: 'upload', kind: 'cut', afterBytes: 100 },
			{ endpoint: 'status/fetch', kind: 'lostAnswer' },
		]);
		await posted(recipes.landscape.id, []);
		secrets.push(...stack.codes);
		receiver = await startReceiver([500]);
		const { services, engine } = stack;
		const settings = { ...services.settings, port: 0 };
		web = await startWeb({ ...services, settings }, engine, {
			temporalUi: null,
			sandbox: null,
		});
		await addClientAndDeliveries();
	});
	afterAll(async () => {
		await web.close();
		await receiver.close();
		await stack.close();
		await postgres.stop();
	});

	it('in Temporal’s histories and database file', async () => {
		const reposts = ids.map((id) => stack.workflow(id));
		const deliveries = deliveryIds.map((id) => stack.client.workflow.getHandle(id));
		for (const workflow of [...reposts, ...deliveries]) {
			const history = historyToJSON(await workflow.fetchHistory());
			const [id = ''] = workflow.workflowId.split('/');
			expectNone(decoded(history), id);
		}
		const folder = join(stack.services.settings.dataDir, 'temporal');
		const bytes = readdirSync(folder, { withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map(({ name }) => readFileSync(join(folder, name), 'latin1'));
		expectNone(bytes.join('\n'), ids[0] ?? '');
	});

	it('in the store, but for what is sealed', async () => {
		const pool = new Pool({ connectionString: postgres.url });
		const tables = await pool.query<{ name: string }>(
			"select table_name as name from information_schema.tables where table_schema = 'public'",
		);
		const found: string[] = [];
		for (const { name } of tables.rows) {
			const { rows } = await pool.query<object>(`table "${name}"`);
			found.push(JSON.stringify(rows));
		}
		await pool.end();
		const all = found.join('\n');
		expect(all).toContain('"sealed_url":"ey');
		expectNone(all, ids[0] ?? '');
	});

	it('in pages, API answers and errors', async () => {
		const [id = ''] = ids;
		const good = ['/', '/accounts', '/n8n', `/reposts/${id}`, '/privacy', '/terms', '/sign-in'];
		const api = ['accounts', 'reposts', `reposts/${id}`, 'usage', 'events', 'hooks', 'doctor'];
		api.push('oauth-clients', 'openapi.json');
		const bad = [
			'/reposts/none',
			'/api/v1/reposts/none',
			'/api/v1/reposts?cursor=none',
			'/none',
		];
		const paths = [...good, ...api.map((at) => `/api/v1/${at}`), ...bad];
		const texts: string[] = [];
		for (const path of paths) {
			const { answer, text } = await ask(path);
			expect([path, answer.status < 400]).toEqual([path, !bad.includes(path)]);
			texts.push(JSON.stringify([...answer.headers]) + text);
		}
		const refused = await ask('/api/v1/reposts', { video: secrets[0], account: 'nobody' });
		expect(refused.answer.status).toBe(400);
		texts.push(refused.text.replaceAll(secrets[0] ?? '', ''));
		expectNone(texts.join('\n'), id);
	});

	it('in the log, where nothing had to be hidden either', async () => {
		await stack.stopWorker();
		lines.end();
		const log = await logged;
		expectNone(log, 'preparing the video');
		expect(log).not.toContain('[hidden]');
	});

	/** Runs it to its end and keeps the secrets of its account. */
	async function posted(video: string, faults: Record<string, unknown>[]): Promise<void> {
		const { account, username } = await stack.newCreator();
		await keepSecrets(account);
		for (const fault of faults) await stack.sandbox.fault({ ...fault, user: username });
		await stack.sandbox.control('expire-tokens', { username });
		const { id } = await stack.request({
			...{ account, video, posting: 'auto', privacy: 'SELF_ONLY' },
		});
		ids.push(id);
		await stack.workflow(id).result();
		await keepSecrets(account, id);
	}

	/** An OAuth2 client, a callback and a webhook, each with a secret of its own, and both called once in vain. */
	async function addClientAndDeliveries(): Promise<void> {
		const redirectUri = 'http://localhost:5678/rest/oauth2-credential/callback';
		const client = await ask('/api/v1/oauth-clients', { redirectUri });
		const hook = await ask('/api/v1/hooks', {
			url: `${receiver.origin}/hook`,
			types: ['repost.published'],
		});
		const callback = await ask('/api/v1/callbacks', {
			url: `${receiver.origin}/callback/a-secret-part-of-the-address`,
			...{ reposts: ids, until: new Date(Date.now() + 3_600_000).toISOString() },
		});
		for (const { text } of [client, hook, callback])
			secrets.push(made.parse(JSON.parse(text)).secret);
		for (const { text } of [hook, callback]) deliveryIds.push(made.parse(JSON.parse(text)).id);
		secrets.push('a-secret-part-of-the-address');
		await until('the callback', () =>
			receiver.calls.some(
				({ path, status }) => path.startsWith('/callback') && status === 200,
			),
		);
	}

	async function ask(path: string, body?: object): Promise<{ answer: Response; text: string }> {
		const answer = await fetch(`http://127.0.0.1:${web.port}${path}`, {
			redirect: 'manual',
			headers: {
				authorization: `Bearer ${stack.services.operatorToken}`,
				'content-type': 'application/json',
			},
			...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
		});
		return { answer, text: await answer.text() };
	}

	async function keepSecrets(account: string, id?: string): Promise<void> {
		const { grants, uploads } = stack.services.store;
		const grant = await grants.open(account);
		if (!grant) throw new Error('It is connected.');
		secrets.push(grant.accessToken, grant.refreshToken);
		const upload = id ? await uploads.get(id) : null;
		if (upload) secrets.push(new URL(upload.uploadUrl).searchParams.get('upload_token') ?? '');
	}

	/** `known` proves that the place was really looked at. */
	function expectNone(where: string, known: string): void {
		expect(known).not.toBe('');
		expect(where).toContain(known);
		expect(secrets.length).toBeGreaterThan(8);
		expect(secrets.filter((secret) => secret.length < 16)).toEqual([]);
		expect(secrets.filter((secret) => where.includes(secret))).toEqual([]);
	}
});

const made = z.object({ id: z.string(), secret: z.string() });
type Receiver = Awaited<ReturnType<typeof startReceiver>>;

function decoded(history: string): string {
	const payloads = [...history.matchAll(/"data": ?"([^"]*)"/g)].map(([, data = '']) =>
		Buffer.from(data, 'base64').toString(),
	);
	return [history, ...payloads].join('\n');
}
