import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { catalogue } from '../../lib/errors';
import { posting, postSettings, privacyLevel } from '../../lib/posting/request';
import { repostStates } from '../../lib/posting/states';
import { settingsSchema } from '../../lib/settings/settingsSchema';
import { captionRules, syncRules } from '../../lib/sync/syncRules';
import { syncRequest } from '../../lib/sync/syncView';
import { askedScopes } from '../../lib/tiktok/scopes';
import { anchorsIn, codeIn, documents, linksIn, root, tableRows, textOf } from './documents';

const run = promisify(execFile);
const command = join(root, 'bin', '14ms');

async function helpOf(...args: string[]): Promise<string> {
	return (await run(command, [...args, '--help'], { env: { ...process.env, COLUMNS: '200' } }))
		.stdout;
}

describe('links and pictures', () => {
	test.each(documents)('%s leads nowhere that is not there', (path) => {
		const missing = linksIn(textOf(path)).filter((target) => {
			if (/^[a-z]+:/i.test(target)) return false;
			const [file = '', anchor] = target.split('#');
			const there = file === '' ? path : join(dirname(path), file);
			if (!existsSync(join(root, there))) return true;
			return anchor !== undefined && !anchorsIn(textOf(there)).includes(anchor);
		});
		expect(missing).toEqual([]);
	});

	test('every picture is shown somewhere, light enough and not too wide', () => {
		const shown = documents.flatMap((path) => linksIn(textOf(path)));
		for (const name of readdirSync(join(root, 'docs/images'))) {
			expect(shown.some((target) => target.endsWith(`images/${name}`))).toBe(true);
			const file = readFileSync(join(root, 'docs/images', name));
			expect(file.length).toBeLessThanOrEqual(200_000);
			// The first chunk of a PNG begins with its width.
			if (name.endsWith('.png')) expect(file.readUInt32BE(16)).toBeLessThanOrEqual(1280);
		}
	});

	test('every page of docs/ is linked from the README', () => {
		const linked = linksIn(textOf('README.md'));
		const pages = documents.filter((path) => path.startsWith('docs/'));
		expect(pages.filter((path) => !linked.includes(path))).toEqual([]);
	});
});

describe('the settings', () => {
	const rows = tableRows(textOf('docs/settings.md'));
	const described = rows.flatMap(([name = '', , meaning = '']) => codeIn(`${name} ${meaning}`));

	test('each one that 14ms reads is described, and .env.example names the same', () => {
		const inExample = [...textOf('.env.example').matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)];
		const known = [...Object.keys(settingsSchema.shape), ...inExample.map(([, name]) => name)];
		expect(known.length).toBeGreaterThan(30);
		expect(known.filter((name) => !described.includes(name ?? ''))).toEqual([]);
	});

	test('none is described that does not exist', () => {
		const example = textOf('.env.example');
		const named = rows.flatMap(([name = '']) => codeIn(name));
		expect(named.filter((name) => !example.includes(`${name}=`))).toEqual([]);
	});

	test('render.yaml sets nothing that 14ms does not read', () => {
		const example = textOf('.env.example');
		const keys = [...textOf('render.yaml').matchAll(/- key: (\w+)/g)].map(
			([, key]) => key ?? '',
		);
		expect(keys).toContain('SECRET_KEYS');
		expect(keys.filter((key) => !example.includes(`${key}=`))).toEqual([]);
	});
});

describe('the commands', () => {
	test('each command is in the README and in docs/cli.md', async () => {
		const help = await helpOf();
		const names = [...help.matchAll(/^ {2}([a-z][a-z-]+)(?= |$)/gm)].map(
			([, name]) => name ?? '',
		);
		const commands = names.filter((name) => name !== 'help');
		expect(commands).toContain('repost');
		for (const path of ['README.md', 'docs/cli.md']) {
			const written = codeIn(textOf(path)).map((code) => code.split(' ')[0]);
			expect(commands.filter((name) => !written.includes(name))).toEqual([]);
		}
	});

	test('each option of `repost` is in docs/cli.md', async () => {
		const help = await helpOf('repost');
		const options = [...help.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option ?? '');
		expect(options).toContain('--posting');
		const written = codeIn(textOf('docs/cli.md')).map((code) => code.split(' ')[0]);
		expect(options.filter((option) => !written.includes(option))).toEqual([]);
	});

	test.each(['add', 'edit', 'preview', 'decisions', 'pause'])(
		'each option of `sync %s` is in docs/cli.md',
		async (name) => {
			const help = await helpOf('sync', name);
			const options = [...help.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, it]) => it ?? '');
			expect(options).toContain('--json');
			const written = codeIn(textOf('docs/cli.md')).map((code) => code.split(' ')[0]);
			expect(options.filter((option) => !written.includes(option))).toEqual([]);
		},
	);

	test('each command of `sync` is in docs/cli.md', async () => {
		const help = await helpOf('sync');
		const listed = [...help.matchAll(/^ {2}([a-z]+) \[/gm)].map(([, name]) => name ?? '');
		const names = listed.filter((name) => name !== 'help').map((name) => `sync ${name}`);
		expect(names).toContain('sync add');
		const written = codeIn(textOf('docs/cli.md')).map((code) => code.replace(/ <.*/, ''));
		expect(names.filter((name) => !written.includes(name))).toEqual([]);
	});

	test('the README’s two commands are scripts of the package', () => {
		const scripts = /"scripts": \{[^}]+\}/.exec(textOf('package.json'))?.[0] ?? '';
		const readme = textOf('README.md');
		for (const name of ['demo', 'test']) {
			expect(readme).toMatch(new RegExp(`^npm ci && npm (run )?${name}$`, 'm'));
			expect(scripts).toContain(`"${name}":`);
		}
	});
});

describe('the API', () => {
	test('every call that the API has is in docs/api.md', () => {
		const sources = readdirSync(join(root, 'web/api')).map((name) => textOf(`web/api/${name}`));
		const paths = sources.flatMap((source) =>
			[...source.matchAll(/path: ['`](\/[^'`]+)['`]/g)].map(([, path]) => path ?? ''),
		);
		expect(paths).toContain('/reposts');
		const written = codeIn(textOf('docs/api.md')).map((code) => code.replace(/^[A-Z]+ /, ''));
		const calls = paths.flatMap((path) =>
			path.includes('${verb}')
				? ['cancel', 'retry'].map((verb) => path.replace('${verb}', verb))
				: [path],
		);
		expect(calls.filter((path) => !written.includes(path))).toEqual([]);
	});

	test('every field of a sync, its rules and captions is in docs/api.md', () => {
		const text = codeIn(textOf('docs/api.md')).join(' ');
		const fields = [syncRequest, syncRules, captionRules].flatMap(({ shape }) =>
			Object.keys(shape),
		);
		expect(fields.filter((field) => !new RegExp(`\\b${field}\\b`).test(text))).toEqual([]);
	});

	test('every field of a repost’s settings is in docs/api.md', () => {
		const written = codeIn(textOf('docs/api.md'));
		const fields = [
			...Object.keys(postSettings.shape),
			...posting.options,
			...privacyLevel.options,
		];
		expect(fields.filter((field) => !written.includes(field))).toEqual([]);
	});
});

describe('errors, states and scopes', () => {
	test('docs/errors.md has every code with its HTTP status and exit code, and no other', () => {
		const rows = tableRows(textOf('docs/errors.md'));
		const written = rows.map(([code = '', status, exit]) => [codeIn(code)[0], status, exit]);
		const known = Object.entries(catalogue).map(([code, { status, exitCode }]) => [
			code,
			String(status),
			String(exitCode),
		]);
		expect(written.toSorted()).toEqual(known.toSorted());
		for (const [, , , meaning = ''] of rows) expect(meaning.length).toBeGreaterThan(15);
	});

	test('every code that a page names is one that 14ms has', () => {
		const codes = Object.keys(catalogue);
		const prefixes = /^(tiktok|youtube|media|connect)_[a-z_]+$/;
		const named = documents
			.flatMap((path) => codeIn(textOf(path)))
			.filter((code) => prefixes.test(code));
		expect(named.length).toBeGreaterThan(20);
		expect(named.filter((code) => !codes.includes(code))).toEqual([]);
	});

	test.each(['README.md', 'docs/how-it-works.md'])('%s explains every state', (path) => {
		const written = tableRows(textOf(path)).flatMap(([name = '']) => codeIn(name));
		expect(repostStates.filter((state) => !written.includes(state))).toEqual([]);
	});

	test('the scopes to add to a TikTok app are those that 14ms asks for', () => {
		const written = tableRows(textOf('docs/tiktok-app.md')).flatMap(([name = '']) =>
			codeIn(name),
		);
		for (const scope of askedScopes) {
			expect(written).toContain(scope);
			expect(textOf('README.md')).toContain(`\`${scope}\``);
		}
	});
});
