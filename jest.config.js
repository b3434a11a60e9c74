/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/tests'],
	testMatch: ['**/*.test.ts', '**/*.test.tsx'],
	transform: {
		'\\.(ts|tsx|js|mjs)$': [
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
	// These packages are published as ESM only.
	transformIgnorePatterns: ['/node_modules/(?!(jose)/)'],
	maxWorkers: 2,
	testTimeout: 60_000,
};
