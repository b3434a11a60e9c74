import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { Worker, type WorkflowBundle } from '@temporalio/worker';
import { installRuntime } from '../../cli/temporalParts';
import { createLog } from '../../services/createLog';
import { workflowBundle } from '../../services/temporal/workflowBundle';

jest.setTimeout(120_000);

const folder = join(__dirname, 'histories');
/** Those of the first version, and in folders those of later ones. */
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.replace(/\.json$/, ''))
	.sort();
const textOf = (name: string) => readFileSync(join(folder, `${name}.json`), 'utf8');

let bundle: WorkflowBundle;
beforeAll(async () => {
	installRuntime(createLog({ pretty: false, level: 'silent' }));
	bundle = await workflowBundle(resolve(__dirname, '../..'));
});

describe('workflows that began under an older version go on under this one', () => {
	it.each(names)('%s', async (name) => {
		const history: unknown = JSON.parse(textOf(name));
		await Worker.runReplayHistory({ workflowBundle: bundle }, history, `${name}/1`);
	});

	it('a history that no longer fits is noticed', async () => {
		const other = textOf('inbox').replaceAll('"downloadShort"', '"somethingElse"');
		const replay = Worker.runReplayHistory({ workflowBundle: bundle }, JSON.parse(other));
		await expect(replay).rejects.toMatchObject({ name: 'DeterminismViolationError' });
	});

	it.each(names)('%s holds no secret and no place', (name) => {
		const text = textOf(name);
		const payloads = [...text.matchAll(/"data": "([^"]*)"/g)].map(([, data = '']) =>
			Buffer.from(data, 'base64').toString(),
		);
		expect(payloads.length).toBeGreaterThan(0);
		const all = [text, ...payloads].join('\n');
		expect(all).not.toMatch(/\b(?:act|rft|clt)\.|upload_token|upload_?url|client_?secret/i);
		expect(all).not.toMatch(/\d@\w/);
		expect(all).not.toMatch(/\/(?:tmp|home|root|work)\//);
		expect(historyFromJSON(JSON.parse(text)).events?.length).toBeGreaterThan(5);
	});
});
