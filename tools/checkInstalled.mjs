// The first step of the scripts that need what `npm ci` installs: without it they would fail in words that help nobody.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
if (!['tsx', 'node/bin/node'].every((part) => existsSync(join(root, 'node_modules', part)))) {
	console.error('14ms: run `npm ci` first: it installs what this needs (about 1 GB).');
	process.exit(1);
}
