import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import prettier from 'eslint-config-prettier';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * One row of design §2's import table as a lint rule.
 * @param {string[]} files whose imports are checked
 * @param {{ packages?: string, notFrom?: string[], typesFrom?: string[], because: string }} row
 *   packages: regex of the packages (and Node built-ins) that may be imported, default any;
 *   notFrom: project folders that may not be imported; typesFrom: only by `import type`.
 */
function mayImport(files, { packages, notFrom = [], typesFrom = [], because }) {
	const from = (folders) => `^(\\.\\.?/)+(${folders.join('|')})(/|$)`;
	const patterns = [];
	if (packages) {
		patterns.push({ regex: `^(?!${packages})[^.]`, message: `${because} (packages)` });
	}
	if (notFrom.length) patterns.push({ regex: from(notFrom), message: because });
	if (typesFrom.length) {
		patterns.push({ regex: from(typesFrom), allowTypeImports: true, message: because });
	}
	return {
		files,
		plugins: { '@typescript-eslint': tseslint.plugin },
		rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
	};
}

const roots = ['worker', 'web\\.ts', 'cli\\.ts', 'cli', 'demo', 'bench', 'tests', 'sandbox'];

export default defineConfig(
	// n8n-nodes-14ms/ links to nodes/ and credentials/.
	{
		ignores: [
			'node_modules',
			'dist',
			'.tools',
			'.14ms',
			'.cache',
			'coverage',
			'n8n-nodes-14ms/nodes',
			'n8n-nodes-14ms/credentials',
		],
	},
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	{
		files: ['**/*.ts', '**/*.tsx'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-confusing-void-expression': [
				'error',
				{ ignoreArrowShorthand: true },
			],
			'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
		},
	},
	{
		files: ['**/*.ts', '**/*.tsx'],
		ignores: ['services/config.ts', 'tests/**', 'bench/**'],
		rules: {
			'no-restricted-properties': [
				'error',
				{
					object: 'process',
					property: 'env',
					message: 'services/config.ts reads the environment.',
				},
			],
		},
	},
	mayImport(['lib/**'], {
		packages: 'zod$',
		notFrom: ['services', 'activities', 'workflows', 'web', ...roots],
		because: 'lib/ is pure: it imports lib/ and zod only.',
	}),
	mayImport(['workflows/**'], {
		packages: '@temporalio/workflow$',
		notFrom: ['services', 'web', ...roots],
		typesFrom: ['activities'],
		because: 'workflows/ imports @temporalio/workflow, lib/ and types of activities/.',
	}),
	mayImport(['activities/**'], {
		packages: '@temporalio/activity$',
		notFrom: ['workflows', 'web', ...roots],
		typesFrom: ['services'],
		because: 'activities/ imports @temporalio/activity, lib/ and types of services/.',
	}),
	mayImport(['services/**'], {
		notFrom: ['activities', 'workflows', 'web', ...roots],
		because: 'services/ imports Node, libraries and lib/.',
	}),
	mayImport(['web/**'], {
		notFrom: ['activities', ...roots],
		typesFrom: ['workflows'],
		because: 'web/ imports services/, lib/ and types of workflows/.',
	}),
	mayImport(['sandbox/**'], {
		notFrom: ['services', 'activities', 'workflows', 'web', 'worker', 'cli', 'demo', 'tests'],
		because: 'sandbox/ is the other side: it shares nothing with the product it checks.',
	}),
	mayImport(['nodes/**', 'credentials/**'], {
		packages: '(n8n-workflow|node:crypto)$',
		notFrom: ['services', 'activities', 'workflows', 'web', ...roots],
		typesFrom: ['lib'],
		because:
			'The n8n pack imports n8n-workflow, node:crypto, its own folder and types of lib/.',
	}),
	// n8n's own rules on what is published. Those of eslint-plugin-n8n-nodes-base do not run in ESLint 10:
	// n8n's scanner, which brings its own ESLint, applies them in tests/n8n/published.test.ts.
	{ ...n8nCommunityNodesPlugin.configs.recommended, files: ['{nodes,credentials}/**/*.ts'] },
	{ files: ['{nodes,credentials}/**/*.ts'], rules: { 'no-console': 'error' } },
	{ files: ['**/*.js', '**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
	prettier,
);
