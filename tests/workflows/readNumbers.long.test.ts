import { resolve } from 'node:path';
import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { installRuntime } from '../../cli/temporalParts';
import { createLog } from '../../services/createLog';
import { connectTemporal, type TemporalClient } from '../../services/temporal/connectTemporal';
import { connectWorker, type WorkerConnection } from '../../services/temporal/connectWorker';
import type { DevServer } from '../../services/temporal/startDevServer';
import { workflowBundle } from '../../services/temporal/workflowBundle';
import { devServers } from '../services/temporal/devServer';

jest.setTimeout(180_000);

const { dataDir, start } = devServers();
const network = { httpProxy: null, httpsProxy: null, noProxy: [], extraCaFiles: [] };
const taskQueue = 'numbers';

let server: DevServer;
let temporal: TemporalClient;
let connected: WorkerConnection;
let client: Client;
beforeAll(async () => {
	installRuntime(createLog({ pretty: false, level: 'silent' }));
	server = await start(dataDir());
	const target = { temporalEnv: {}, network, address: server.address };
	temporal = await connectTemporal(target);
	connected = await connectWorker(target);
	client = temporal.client;
});
afterAll(async () => {
	await connected.connection.close();
	await temporal.close();
	await server.stop();
});

/** Runs the workflow over so many accounts, of which those in `failing` cannot be read. */
async function round(count: number, failing: Set<string> = new Set<string>()) {
	const all = Array.from({ length: count }, (_, n) => `acc${String(n).padStart(5, '0')}`);
	const read: string[] = [];
	const pageSize = 50;
	const worker = await Worker.create({
		...{ connection: connected.connection, namespace: connected.namespace, taskQueue },
		workflowBundle: await workflowBundle(resolve(__dirname, '../..')),
		activities: {
			accountsToRead({ after }: { after: string }) {
				const accountIds = all.filter((id) => id > after).slice(0, pageSize);
				return Promise.resolve({ accountIds, isLast: accountIds.length < pageSize });
			},
			readPosts({ accountId }: { accountId: string }) {
				read.push(accountId);
				if (!failing.has(accountId)) return Promise.resolve(1);
				return Promise.reject(ApplicationFailure.nonRetryable('It cannot be read.'));
			},
		},
	});
	const workflowId = `round-of-${count}`;
	const started = await client.workflow.start('readNumbers', {
		taskQueue,
		workflowId,
		args: [{}],
	});
	await worker.runUntil(() => started.result());
	const first = client.workflow.getHandle(workflowId, started.firstExecutionRunId);
	const { status, historyLength } = await first.describe();
	return { all, read, status: status.name, historyLength };
}

test('each account has its turn once, and one that cannot be read holds up no other', async () => {
	const { all, read, status } = await round(120, new Set(['acc00003', 'acc00117']));
	expect(read.toSorted()).toEqual(all);
	expect(status).toBe('COMPLETED');
});

test('with very many accounts the history stays bounded: the next run goes on where it was', async () => {
	const { all, read, status, historyLength } = await round(620);
	expect(read.toSorted()).toEqual(all);
	expect(status).toBe('CONTINUED_AS_NEW');
	expect(historyLength).toBeLessThan(4_000);
});
