import { execFile } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { settingsSchema } from '../../lib/settings/settingsSchema';

const run = promisify(execFile);
const root = resolve(__dirname, '../..');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const text = readFileSync(join(root, 'compose.yaml'), 'utf8');

const service = z.strictObject({
	build: z.strictObject({ context: z.string(), target: z.string() }).optional(),
	image: z.string().regex(/:[\w.-]+$/),
	restart: z.string().optional(),
	network_mode: z.string().optional(),
	environment: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
	volumes: z.array(z.string()).optional(),
	depends_on: z.record(z.string(), z.strictObject({ condition: z.string() })).optional(),
	entrypoint: z.array(z.string()).optional(),
	command: z.array(z.string()).optional(),
	init: z.boolean().optional(),
	user: z.string().optional(),
	ports: z.array(z.string().startsWith('127.0.0.1:')).optional(),
	healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
	stop_grace_period: z.string().optional(),
});
const compose = z
	.strictObject({
		name: z.string(),
		'x-14ms': z.unknown(),
		services: z.record(z.string(), service),
		volumes: z.record(z.string(), z.null()),
	})
	.parse(parse(text, { merge: true }));
const { services } = compose;

const lock = z.object({
	packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })),
});

interface Stage {
	name: string;
	from: string;
	lines: string[];
}

/** The Dockerfile's stages, each with its instructions, one a line. */
function stagesOf(file: string): Stage[] {
	const lines = file
		.replaceAll(/^#.*\n/gm, '')
		.replaceAll('\\\n', ' ')
		.split('\n');
	const stages: Stage[] = [];
	for (const line of lines.filter((line) => line.trim() !== '')) {
		const [, from, name] = /^FROM (\S+) AS (\S+)$/.exec(line) ?? [];
		if (from !== undefined && name !== undefined) stages.push({ name, from, lines: [] });
		else stages.at(-1)?.lines.push(line);
	}
	return stages;
}
const stages = stagesOf(dockerfile);
const stageNamed = (name: string): Stage => {
	const found = stages.find((stage) => stage.name === name);
	if (!found) throw new Error(`The Dockerfile has no stage ${name}.`);
	return found;
};
/** What a stage copies from the checkout. */
const copied = ({ lines }: Stage): string[] =>
	lines
		.filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
		.flatMap((line) => line.split(/\s+/).slice(1, -1));

describe('the compose file', () => {
	it('names services, volumes and build targets that there are', () => {
		for (const { depends_on = {}, volumes = [], network_mode, build } of Object.values(
			services,
		)) {
			for (const [name, { condition }] of Object.entries(depends_on)) {
				const other = services[name];
				expect(other).toBeDefined();
				if (condition === 'service_healthy') expect(other?.healthcheck).toBeDefined();
			}
			for (const volume of volumes) {
				expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
			}
			if (network_mode) expect(services).toHaveProperty(network_mode.replace('service:', ''));
			if (build) expect(stages.map(({ name }) => name)).toContain(build.target);
		}
	});

	it('gives 14ms settings that it knows, and asks for every secret', () => {
		const settings = Object.keys(services.web?.environment ?? {});
		const known = [...Object.keys(settingsSchema.shape), 'TEMPORAL_ADDRESS'];
		expect(settings.filter((name) => !known.includes(name))).toEqual([]);
		const secrets = /(SECRET|TOKEN|PASSWORD|ENCRYPTION_KEY|_PWD)/;
		for (const { environment = {} } of Object.values(services)) {
			for (const [name, value] of Object.entries(environment)) {
				if (secrets.test(name)) expect(value).toMatch(/^\$\{\w+:\?[^}]+\}$/);
			}
		}
	});

	it('uses the n8n that the tests use', () => {
		const { version } = z
			.object({ version: z.string() })
			.parse({ version: /'(2\.\d+\.\d+)'/.exec(textOf('tools/installN8n.mjs'))?.[1] });
		expect(services.n8n?.image).toBe(`docker.n8n.io/n8nio/n8n:${version}`);
		expect(stageNamed('n8n-pack').from).toBe(services.n8n?.image);
	});

	it('lets 14ms and n8n reach each other under the names that the browser uses', () => {
		for (const name of ['web', 'worker', 'n8n']) {
			expect(services[name]?.network_mode).toBe('service:localhost');
		}
		expect(services.localhost?.ports).toEqual(['127.0.0.1:3000:3000', '127.0.0.1:5678:5678']);
	});
});

describe('the image', () => {
	it('has every version pinned, the same Node as package.json, and no root at the end', () => {
		const { dependencies } = z
			.object({ dependencies: z.object({ node: z.string() }) })
			.parse(JSON.parse(textOf('package.json')));
		expect(stageNamed('base').from).toBe(`node:${dependencies.node}-bookworm-slim`);
		for (const { from } of stages) {
			if (!stages.some(({ name }) => name === from)) expect(from).toMatch(/:\d+\.\d+\.\d+/);
		}
		expect(stageNamed('app').lines).toContain('USER node');
		expect(stages.at(-1)?.name).toBe('app');
	});

	it('is allowed to copy what it copies', () => {
		const allowed = textOf('.dockerignore').split('\n');
		for (const stage of stages) {
			for (const path of copied(stage))
				expect(allowed).toContain(`!${path.replace(/^\.\//, '')}`);
		}
	});

	describe('made by hand in a clean root', () => {
		let folder: string;
		beforeAll(() => {
			folder = mkdtempSync(join(tmpdir(), '14ms-image-'));
			mkdirSync(join(folder, 'home'));
			for (const path of copied(stageNamed('app'))) {
				cpSync(join(root, path), join(folder, path), { recursive: true });
			}
			symlinkSync(join(root, '.tools'), join(folder, '.tools'));
			// As `npm prune --omit=dev` leaves it.
			const { packages } = lock.parse(JSON.parse(textOf('package-lock.json')));
			const kept = Object.keys(packages).filter((path) => packages[path]?.dev !== true);
			const topmost = /^node_modules\/(@[^/]+\/)?[^/]+$/;
			for (const path of [
				...kept.filter((path) => topmost.test(path)),
				'node_modules/.bin',
			]) {
				mkdirSync(dirname(join(folder, path)), { recursive: true });
				if (existsSync(join(root, path))) symlinkSync(join(root, path), join(folder, path));
			}
		});
		afterAll(() => rmSync(folder, { recursive: true, force: true }));
		const inImage = (...args: string[]) =>
			run(join(folder, 'bin/14ms'), args, {
				cwd: folder,
				env: { HOME: join(folder, 'home'), PATH: process.env.PATH },
			});

		it('holds everything that web and worker need to start', async () => {
			const loaded = await run(
				join(folder, 'node_modules/.bin/node'),
				[
					...['--import', 'tsx', '-e'],
					"for (const part of ['./web', './worker', './workflows', './cli/up', './cli/web', './cli/worker']) require(part); console.log('all there')",
				],
				{ cwd: folder, env: { PATH: process.env.PATH } },
			);
			expect(loaded.stdout).toContain('all there');
		});

		it('runs the command, which says what is missing', async () => {
			const missing = await inImage('web').catch((error: unknown) => error);
			expect(missing).toMatchObject({ code: 2 });
			const { stderr } = z.object({ stderr: z.string() }).parse(missing);
			expect(stderr).toContain('DATABASE_URL');
		});
	});
});

function textOf(path: string): string {
	return readFileSync(join(root, path), 'utf8');
}
