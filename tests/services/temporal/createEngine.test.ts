import type { Client } from '@temporalio/client';

import { connectTemporal, type TemporalClient } from '../../../services/temporal/connectTemporal';
import { createEngine } from '../../../services/temporal/createEngine';
import type { DevServer } from '../../../services/temporal/startDevServer';
import { devServers } from './devServer';

const { dataDir, start } = devServers();
const network = { httpProxy: null, httpsProxy: null, noProxy: [], extraCaFiles: [] };

let server: DevServer;
let temporal: TemporalClient;
let client: Client;
beforeAll(async () => {
	server = await start(dataDir());
	temporal = await connectTemporal({ temporalEnv: {}, network, address: server.address });
	client = temporal.client;
});
afterAll(async () => {
	await temporal.close();
	await server.stop();
});

const engine = () => createEngine({ client, taskQueue: 'reposts' });

async function eventsOf(workflowId: string) {
	const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
	return events ?? [];
}

test('a repost is started once, under its id and attempt', async () => {
	await engine().startRepost('acc.dQw4w9WgXcQ', 1);
	await engine().startRepost('acc.dQw4w9WgXcQ', 1);
	const handle = client.workflow.getHandle('acc.dQw4w9WgXcQ/1');
	const { type, taskQueue, runId } = await handle.describe();
	expect({ type, taskQueue }).toEqual({ type: 'repostShort', taskQueue: 'reposts' });
	const [started] = await eventsOf('acc.dQw4w9WgXcQ/1');
	const [payload] = started?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
	expect(JSON.parse(Buffer.from(payload?.data ?? []).toString())).toEqual({
		repostId: 'acc.dQw4w9WgXcQ',
		attempt: 1,
	});
	await engine().startRepost('acc.dQw4w9WgXcQ', 2);
	expect((await client.workflow.getHandle('acc.dQw4w9WgXcQ/2').describe()).runId).not.toBe(runId);
});

test('one that has ended is not started again', async () => {
	await engine().startRepost('acc.ended', 1);
	const handle = client.workflow.getHandle('acc.ended/1');
	const { runId } = await handle.describe();
	await handle.terminate();
	await engine().startRepost('acc.ended', 1);
	const after = await handle.describe();
	expect([after.runId, after.status.name]).toEqual([runId, 'TERMINATED']);
});

test('a nudge is a signal to the running workflow', async () => {
	await engine().startRepost('acc.nudged', 1);
	await engine().nudge('acc.nudged', 1);
	const signals = (await eventsOf('acc.nudged/1')).map(
		(event) => event.workflowExecutionSignaledEventAttributes?.signalName,
	);
	expect(signals).toContain('ledgerChanged');
});

test('a nudge is harmless when nothing runs, or no more', async () => {
	await expect(engine().nudge('acc.never', 1)).resolves.toBeUndefined();
	await engine().startRepost('acc.over', 1);
	await client.workflow.getHandle('acc.over/1').terminate();
	await expect(engine().nudge('acc.over', 1)).resolves.toBeUndefined();
	const fates = ['acc.over', 'acc.never', 'acc.nudged'].map((id) => engine().fateOf(id, 1));
	expect(await Promise.all(fates)).toEqual([
		{ is: 'stopped' },
		{ is: 'gone' },
		{ is: 'running' },
	]);
});

test('a server that has gone away is told in words by every call, and found again when it is back', async () => {
	const dir = dataDir();
	const first = await start(dir);
	const own = await connectTemporal({ temporalEnv: {}, network, address: first.address });
	const away = createEngine({ client: own.client, taskQueue: 'reposts' });
	await away.ping();
	await first.stop();
	const problem = { code: 'temporal_unavailable', status: 503 };
	await expect(
		Promise.allSettled([away.ping(), away.startRepost('acc.x', 1), away.nudge('acc.x', 1)]),
	).resolves.toEqual(
		Array.from({ length: 3 }, () => ({
			status: 'rejected',
			reason: expect.objectContaining(problem) as unknown,
		})),
	);
	const second = await start(dir);
	expect(second.address).toBe(first.address);
	await away.startRepost('acc.x', 1);
	await away.close();
	await second.stop();
});
