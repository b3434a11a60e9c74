import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { createN8nRest } from '../../demo/n8n/n8nRest';
import { processesIn } from '../support/processesIn';
import { until } from './support/openBench';

jest.setTimeout(300_000);

const root = resolve(__dirname, '../..');
const node = z.looseObject({ name: z.string(), credentials: z.unknown().optional() });
const workflow = z.looseObject({ active: z.boolean(), nodes: z.array(node) });

describe('npm run demo:n8n', () => {
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), '14ms-test-demo-'));
	});
	afterAll(() => rm(folder, { recursive: true, force: true }));

	it('opens a ready canvas, lets the phone ring, and leaves nothing behind after Ctrl-C', async () => {
		const { PATH, HOME } = process.env;
		const demo = spawn(
			join(root, 'node_modules/.bin/node'),
			['--import', 'tsx', 'demo/n8n/demoN8n.ts'],
			{ cwd: root, env: { PATH, HOME, TMPDIR: folder }, stdio: ['ignore', 'pipe', 'pipe'] },
		);
		let output = '';
		for (const stream of [demo.stdout, demo.stderr]) {
			stream.setEncoding('utf8').on('data', (more: string) => {
				output += more;
			});
		}
		const ended = once(demo, 'exit');
		try {
			await until('the demo to be ready', () => {
				if (demo.exitCode !== null) throw new Error(output);
				return Promise.resolve(output.includes('Ctrl-C'));
			});
			const after = (label: string): string =>
				new RegExp(`${label}: +(\\S+)`).exec(output)?.[1] ?? '';
			const canvas = new URL(after('ready canvas'));
			const rest = createN8nRest(canvas.origin);
			await rest.signIn();
			const shown = workflow.parse(
				await rest.call('GET', canvas.pathname.replace('workflow', 'workflows')),
			);
			expect(shown.active).toBe(true);
			const ours = shown.nodes.filter(({ credentials }) => credentials !== undefined);
			expect(ours.map(({ name }) => name).sort()).toEqual(['14ms Trigger', 'Send to TikTok']);

			const form = new FormData();
			form.set('field-0', after('A Short to paste'));
			expect((await fetch(after('form'), { method: 'POST', body: form })).ok).toBe(true);
			await until('the phone to ring', () => Promise.resolve(output.includes('Your phone:')));
			expect(output).toContain('“Open your TikTok inbox”');
		} finally {
			demo.kill('SIGINT');
			await ended;
		}
		expect(demo.exitCode).toBe(0);
		expect(output).not.toMatch(/Error/);
		// Node and tsx keep their caches there too.
		expect((await readdir(folder)).filter((name) => name.startsWith('14ms'))).toEqual([]);
		expect(processesIn(folder)).toEqual([]);
	});
});
