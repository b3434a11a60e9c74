import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { createSealer } from '../../../services/createSealer';
import { newSecretKey } from '../../../services/secretFiles';
import { createDatabase } from '../../../services/store/database';
import { openPostgres } from '../../../services/store/openPostgres';
import { openStore } from '../../../services/store/openStore';
import { startPostgres, type TestPostgres } from '../../support/postgres';
import { newRepost } from './samples';

const sealer = createSealer([newSecretKey()]);
const open = (databaseUrl: string, migrate?: boolean) =>
	openStore({ dataDir: '/nowhere', databaseUrl, sealer, migrate });

let postgres: TestPostgres;
let admin: Client;
let databases = 0;

beforeAll(async () => {
	postgres = await startPostgres();
	admin = new Client({ connectionString: postgres.url });
	await admin.connect();
});
afterAll(async () => {
	await admin.end();
	await postgres.stop();
});

async function emptyDatabase(): Promise<string> {
	const name = `empty${++databases}`;
	await admin.query(`create database ${name}`);
	return postgres.url.replace(/postgres$/, name);
}

async function dropConnections(): Promise<void> {
	await admin.query(
		`select pg_terminate_backend(pid) from pg_stat_activity where application_name = '14ms'`,
	);
}

it('migrates an empty database once although many processes open it at the same time', async () => {
	const url = await emptyDatabase();
	const stores = await Promise.all(Array.from({ length: 6 }, () => open(url)));
	for (const store of stores) await store.ping();
	const where = `Postgres at ${new URL(url).host}${new URL(url).pathname}`;
	expect(stores[0]).toMatchObject({ engine: 'postgres', where });
	await Promise.all(stores.map((store) => store.close()));
});

it('does not touch the tables with `migrate: false`, and says what to do', async () => {
	const url = await emptyDatabase();
	await expect(open(url, false)).rejects.toMatchObject({ code: 'store_unavailable' });
	await expect(open(url, false)).rejects.toThrow('start `14ms web` or `14ms up` first');
	await (await open(url)).close();
	await (await open(url, false)).close();
});

it('refuses tables that a newer 14ms made', async () => {
	const url = await emptyDatabase();
	await (await open(url)).close();
	const client = new Client({ connectionString: url });
	await client.connect();
	await client.query(
		`insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 99999999999999)`,
	);
	await client.end();
	await expect(open(url)).rejects.toThrow('was made by a newer 14ms: update this one');
});

it('waits for the disk although the server is set not to', async () => {
	const url = await emptyDatabase();
	const name = new URL(url).pathname.slice(1);
	await admin.query(`alter database ${name} set synchronous_commit = off`);
	const store = await open(url);
	// What a transaction ran with is told by a trigger, which sees what only its own session can.
	const client = new Client({ connectionString: url });
	await client.connect();
	await client.query(`create table seen (setting text);
		create function see() returns trigger language plpgsql as
			$$ begin insert into seen values (current_setting('synchronous_commit')); return new; end $$;
		create trigger see after insert on reposts for each row execute function see();
		create trigger see_progress after update of done_bytes on reposts for each row
			when (new.done_bytes = 7) execute function see();`);
	const { id } = await newRepost(store);
	await store.reposts.progress(id, 7, null);
	expect((await client.query('select setting from seen')).rows).toEqual([
		{ setting: 'on' },
		{ setting: 'off' },
	]);
	await client.end();
	await store.close();
});

it('a worker that froze in the middle of a transaction holds the others up for seconds only', async () => {
	const url = await emptyDatabase();
	const store = await open(url);
	const { id } = await newRepost(store);
	const script = path.join(__dirname, 'openTransaction.ts');
	const frozen = spawn('node', ['--import', 'tsx', script, url, id], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	try {
		await once(frozen.stdout, 'data');
		const sinceMs = Date.now();
		await store.reposts.requestCancel(id);
		const tookMs = Date.now() - sinceMs;
		expect((await store.reposts.get(id))?.cancelRequestedAt).not.toBeNull();
		// Longer than nothing: the row was really locked. A statement would give up after 30 seconds.
		expect(tookMs).toBeGreaterThan(2_000);
		expect(tookMs).toBeLessThan(20_000);
	} finally {
		frozen.kill('SIGKILL');
		await store.close();
	}
});

it('goes on after the server has dropped its connections', async () => {
	const store = await open(await emptyDatabase());
	await dropConnections();
	// The pool may still hand out a connection that it does not know to be dead.
	await store.ping().catch(() => undefined);
	await store.ping();
	await store.close();
});

it('outlives a connection that is lost between two statements of a transaction', async () => {
	const told: string[] = [];
	const lost = Promise.withResolvers<null>();
	const engine = openPostgres(await emptyDatabase(), {
		...{ info: () => {}, error: () => {} },
		warn(_, message) {
			told.push(message);
			lost.resolve(null);
		},
	});
	const db = createDatabase(engine);
	const writing = db.write(async (tx) => {
		await tx.execute(sql`create table made (id int)`);
		await dropConnections();
		await lost.promise;
		await tx.execute(sql`insert into made values (1)`);
	});
	await expect(writing).rejects.toMatchObject({ code: 'store_unavailable' });
	await db.write((tx) => tx.execute(sql`create table made (id int)`));
	await engine.close();
	expect(told).toEqual(['a connection to Postgres was lost']);
});

it('says that no server answers, without the password', async () => {
	const listener = net.createServer().listen(0, '127.0.0.1');
	await once(listener, 'listening');
	const address = listener.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	listener.close();
	await once(listener, 'close');

	const opening = open(`postgres://ana:s3cretpass@127.0.0.1:${port}/14ms`);
	await expect(opening).rejects.toMatchObject({ code: 'store_unavailable' });
	await expect(opening).rejects.toThrow(
		`(Postgres at 127.0.0.1:${port}/14ms): connect ECONNREFUSED`,
	);
	await expect(opening).rejects.not.toThrow('s3cretpass');
});

it('says that a database is not there', async () => {
	const opening = open(postgres.url.replace(/postgres$/, 'nosuchdb'));
	await expect(opening).rejects.toMatchObject({ code: 'store_unavailable' });
	await expect(opening).rejects.toThrow('database "nosuchdb" does not exist');
});
