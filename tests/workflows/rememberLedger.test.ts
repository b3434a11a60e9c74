import { resolve } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { installRuntime } from '../../cli/temporalParts';
import { createLog } from '../../services/createLog';
import { rememberedLedger, tellOfLedger } from '../../services/temporal/ledgerMemory';
import { workflowBundle } from '../../services/temporal/workflowBundle';
import { cliPath } from '../services/temporal/devServer';
import { until } from '../support/until';

jest.setTimeout(120_000);

const taskQueue = 'ledger';
const log = createLog({ pretty: false, level: 'silent' });

let env: TestWorkflowEnvironment;
beforeAll(async () => {
	installRuntime(log);
	env = await TestWorkflowEnvironment.createLocal({
		server: {
			executable: { type: 'existing-path', path: cliPath },
			// Four thousand in a real server.
			extraArgs: ['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=20'],
		},
	});
});
afterAll(() => env.teardown());

test('what Temporal remembers of the ledger outlives its history', async () => {
	const worker = await Worker.create({
		...{ connection: env.nativeConnection, taskQueue },
		workflowBundle: await workflowBundle(resolve(__dirname, '../..')),
	});
	await worker.runUntil(async () => {
		const runs = new Set<string>();
		for (let events = 1; events <= 30; events++) {
			await tellOfLedger(env.client, taskQueue, { ledgerId: 'one', epoch: 1, events });
			const isKept = async () => (await rememberedLedger(env.client))?.events === events;
			await until(`mark ${events}`, isKept);
			runs.add((await env.client.workflow.getHandle('14ms-ledger').describe()).runId);
		}
		expect(runs.size).toBeGreaterThan(2);
		const { historyLength } = await env.client.workflow.getHandle('14ms-ledger').describe();
		expect(historyLength).toBeLessThan(40);
	});
});
