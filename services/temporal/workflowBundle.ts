import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';

/** Whatever workflow code is made of; the last one changes with every package that is installed. */
const sources = ['workflows', 'lib', 'node_modules/.package-lock.json'];

const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/**
 * The checkout's workflow code as Temporal's workers run it. Making it takes seconds of CPU, so it is kept in `.cache/`
 * under a hash of what it is made of. Where `.cache/` cannot be written it is made each time.
 */
export async function workflowBundle(root: string): Promise<WorkflowBundle> {
	const cache = join(root, '.cache');
	const name = `workflows-${await hashOf(root)}.js`;
	const kept = await readFile(join(cache, name), 'utf8').catch(() => null);
	if (kept !== null) return { code: kept };
	const made = await bundleWorkflowCode({
		workflowsPath: join(root, 'workflows'),
		logger: quiet,
	});
	await keep(cache, name, made.code).catch(() => undefined);
	return made;
}

async function hashOf(root: string): Promise<string> {
	const hash = createHash('sha256');
	for (const source of sources) {
		for (const path of await filesIn(join(root, source))) {
			const content = await readFile(path);
			hash.update(`${path.slice(root.length)}\0${content.length}\0`).update(content);
		}
	}
	return hash.digest('hex').slice(0, 16);
}

/** The file itself where it is one. */
async function filesIn(path: string): Promise<string[]> {
	const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null);
	if (!entries) return [path];
	return entries
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name))
		.sort();
}

/** Moved there whole, since others may read it at any time; what was made of older code goes. */
async function keep(cache: string, name: string, code: string): Promise<void> {
	await mkdir(cache, { recursive: true });
	const draft = join(cache, `workflows-${randomUUID()}.draft`);
	await writeFile(draft, code);
	await rename(draft, join(cache, name));
	const isOlder = (each: string): boolean => each.startsWith('workflows-') && each !== name;
	for (const old of (await readdir(cache)).filter(isOlder))
		await rm(join(cache, old), { force: true });
}
