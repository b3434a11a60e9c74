const base = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: '../..',
	roots: ['<rootDir>/tests/n8n'],
	testPathIgnorePatterns: [],
	sandboxInjectedGlobals: [],
	// One n8n, one 14ms, one sandbox at a time.
	maxWorkers: 1,
	testTimeout: 180_000,
};
