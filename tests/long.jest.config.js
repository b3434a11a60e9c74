const base = require('../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: '..',
	testMatch: ['**/*.long.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
};
