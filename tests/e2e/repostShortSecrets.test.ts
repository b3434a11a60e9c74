import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { Pool } from 'pg';
import { recipes } from '../../sandbox/samples/recipes';
import { startWeb } from '../../web';
import { startPostgres, type TestPostgres } from '../support/postgres';
import { startStack, type Stack } from '../support/stack';

jest.setTimeout(240_000);

describe('after reposts of every kind, no secret is to be found', () => {
	const lines = new PassThrough();
	const logged = text(lines);
	let postgres: TestPostgres;
	let stack: Stack;
	const ids: string[] = [];
	const secrets: string[] = [];

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
	});
	afterAll(async () => {
		await stack.close();
		await postgres.stop();
	});

	it('in Temporal’s histories and database file', async () => {
		for (const id of ids) {
			const history = historyToJSON(await stack.workflow(id).fetchHistory());
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

	it('in pages and API answers', async () => {
		const { services, engine } = stack;
		const settings = { ...services.settings, port: 0 };
		const links = { temporalUi: null, sandbox: null };
		const web = await startWeb({ ...services, settings }, engine, links);
		const [id = ''] = ids;
		const paths = ['/', '/accounts', `/reposts/${id}`, `/reposts/${id}/review`, '/privacy'];
		paths.push(
			...['accounts', 'reposts', `reposts/${id}`, 'usage'].map((at) => `/api/v1/${at}`),
		);
		const answers = paths.map(async (path) => {
			const answer = await fetch(`http://127.0.0.1:${web.port}${path}`, {
				headers: { authorization: `Bearer ${services.operatorToken}` },
			});
			expect([path, answer.status]).toEqual([path, 200]);
			return JSON.stringify([...answer.headers]) + (await answer.text());
		});
		expectNone((await Promise.all(answers)).join('\n'), id);
		await web.close();
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

function decoded(history: string): string {
	const payloads = [...history.matchAll(/"data": ?"([^"]*)"/g)].map(([, data = '']) =>
		Buffer.from(data, 'base64').toString(),
	);
	return [history, ...payloads].join('\n');
}
