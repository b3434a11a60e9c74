import type { Client } from '@temporalio/client';
import { nextLookMs } from '../../../lib/sync/rhythm';
import { scheduleId } from '../../../lib/sync/scheduleId';
import { connectTemporal, type TemporalClient } from '../../../services/temporal/connectTemporal';
import { createEngine } from '../../../services/temporal/createEngine';
import type { Engine } from '../../../services/temporal/engine';
import type { DevServer } from '../../../services/temporal/startDevServer';
import { until } from '../../support/until';
import { devServers } from './devServer';

const { dataDir, start } = devServers();
const network = { httpProxy: null, httpsProxy: null, noProxy: [], extraCaFiles: [] };
const minuteMs = 60_000;

let server: DevServer;
let temporal: TemporalClient;
let client: Client;
let engine: Engine;
beforeAll(async () => {
	server = await start(dataDir());
	temporal = await connectTemporal({ temporalEnv: {}, network, address: server.address });
	client = temporal.client;
	engine = createEngine({ client, taskQueue: 'syncs', answerWithinMs: 1_000 });
});
afterAll(async () => {
	await temporal.close();
	await server.stop();
});

const described = (id: string) => client.schedule.getHandle(scheduleId(id)).describe();

test('a sync has one Schedule, at a moment of its own, however often it is made', async () => {
	for (let n = 0; n < 2; n++) {
		await engine.scheduleSync({ id: 'aaaa', everyMinutes: 15, paused: null });
	}
	await engine.scheduleSync({ id: 'bbbb', everyMinutes: 15, paused: null });
	const [one, other] = await Promise.all([described('aaaa'), described('bbbb')]);
	expect(one.action).toMatchObject({
		...{ workflowType: 'syncChannel', workflowId: 'sync-aaaa', taskQueue: 'syncs' },
		args: [{ syncId: 'aaaa' }],
	});
	expect(one.policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 18 * minuteMs });
	const [spec] = one.spec.intervals ?? [];
	expect(spec?.every).toBe(15 * minuteMs);
	expect(one.spec.jitter).toBe(1.5 * minuteMs);
	expect(other.spec.intervals?.[0]?.offset).not.toBe(spec?.offset);
	const nextMs = one.info.nextActionTimes[0]?.getTime() ?? 0;
	const inMs = nextMs - Date.now();
	expect(inMs).toBeGreaterThan(-minuteMs);
	expect(inMs).toBeLessThan(17 * minuteMs);
	// As it is told to people, which is the same but for the jitter.
	const laterMs = nextMs - nextLookMs('aaaa', 15, nextMs - 15 * minuteMs + 1);
	expect(laterMs).toBeGreaterThanOrEqual(0);
	expect(laterMs).toBeLessThanOrEqual(1.5 * minuteMs);
});

test('it is changed, and paused with its note', async () => {
	await engine.scheduleSync({ id: 'cccc', everyMinutes: 15, paused: null });
	await engine.scheduleSync({ id: 'cccc', everyMinutes: 60, paused: 'On holiday' });
	const paused = await described('cccc');
	expect(paused.state).toMatchObject({ paused: true, note: 'On holiday' });
	expect(paused.spec.intervals?.[0]?.every).toBe(60 * minuteMs);
	await engine.scheduleSync({ id: 'cccc', everyMinutes: 60, paused: null });
	expect((await described('cccc')).state.paused).toBe(false);
});

test('one look at once, and no second one before it has ended', async () => {
	await engine.scheduleSync({ id: 'dddd', everyMinutes: 10_080, paused: null });
	expect(await engine.triggerSync('dddd')).toBe(true);
	const looks = (count: number) =>
		until(`look ${count}`, async () => {
			const { info } = await described('dddd');
			return info.numActionsTaken === count ? info : null;
		});
	const first = (await looks(1)).recentActions[0]?.action.workflow.workflowId ?? '';
	expect(first).toMatch(/^sync-dddd-/);
	expect(await engine.triggerSync('dddd')).toBe(true);
	await until('it in line', async () => Number((await described('dddd')).raw.info?.bufferSize));
	expect((await described('dddd')).info.numActionsTaken).toBe(1);
	await client.workflow.getHandle(first).terminate();
	await looks(2);
	expect(await engine.triggerSync('never')).toBe(false);
});

test('all that have one are listed; removing one twice is harmless', async () => {
	const eeee = { id: 'eeee', everyMinutes: 15 };
	const listed = async () => (await engine.scheduledSyncs()).find(({ id }) => id === 'eeee');
	await engine.scheduleSync({ ...eeee, paused: null });
	const made = await until('it in the list', listed);
	expect(made).toEqual({ ...eeee, isPaused: false });
	await engine.scheduleSync({ ...eeee, paused: 'On holiday' });
	await until('it paused', async () => (await listed())?.isPaused === true);
	await engine.unscheduleSync('eeee');
	await engine.unscheduleSync('eeee');
	await until('it gone', async () => !(await listed()));
});

test('a question that no worker answers ends in words', async () => {
	await expect(engine.lookUpChannel({ kind: 'handle', handle: 'ana' })).rejects.toMatchObject({
		code: 'temporal_unavailable',
		message: expect.stringMatching(/^No worker has answered within 1 s/) as string,
	});
});
