import { mkdtempSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { workflowBundle } from '../../../services/temporal/workflowBundle';

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), '14ms-bundle-'));
	symlinkSync(resolve(__dirname, '../../../node_modules'), join(root, 'node_modules'));
	mkdirSync(join(root, 'workflows'));
	mkdirSync(join(root, 'lib'));
	says('first words');
});
afterEach(() => rmSync(root, { recursive: true }));

function says(words: string): void {
	writeFileSync(
		join(root, 'workflows', 'index.ts'),
		`export const example = async () => '${words}';\n`,
	);
}

const codeOf = async () => JSON.stringify(await workflowBundle(root));
const kept = () => readdirSync(join(root, '.cache'));

it('is made once and kept, until what it is made of changes', async () => {
	expect(await codeOf()).toContain('first words');
	const [name = ''] = kept();
	expect(kept()).toEqual([name]);
	writeFileSync(join(root, '.cache', name), 'what was kept');
	expect(await workflowBundle(root)).toEqual({ code: 'what was kept' });

	says('second words');
	const changed = await codeOf();
	expect(changed).toContain('second words');
	expect(changed).not.toContain('first words');
	expect(kept()).not.toContain(name);
	expect(kept()).toHaveLength(1);
});

it('is made all the same where it cannot be kept', async () => {
	writeFileSync(join(root, '.cache'), 'no folder');
	expect(await codeOf()).toContain('first words');
});
