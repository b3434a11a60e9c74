/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/tests'],
	testMatch: ['**/*.test.ts', '**/*.test.tsx'],
	// A real n8n: `npm run test:n8n`. What takes minutes: `npm run test:long`.
	testPathIgnorePatterns: ['/node_modules/', '/tests/n8n/', '\\.long\\.test\\.ts$'],
	transform: {
		'\\.(ts|tsx|js|mjs|cjs)$': [
			'@swc/jest',
			{
				jsc: {
					target: 'es2024',
					parser: { syntax: 'typescript', tsx: true },
					transform: { react: { runtime: 'automatic', importSource: 'hono/jsx' } },
				},
				module: { type: 'commonjs' },
			},
		],
	},
	// Published as ESM only, or (PGlite) with a dynamic import that jest's sandbox knows only when transformed.
	transformIgnorePatterns: [
		'/node_modules/(?!(jose|oidc-provider|@electric-sql/pglite|@rgrove/parse-xml)/)',
	],
	// Looking up a global in jest's sandbox is slow, and what the store stands on does little else.
	sandboxInjectedGlobals: ['Object', 'Math', 'JSON', 'Uint8Array', 'DataView'],
	// One more than the cores that we promise: tests of processes wait more than they work.
	maxWorkers: 3,
	testTimeout: 60_000,
};
