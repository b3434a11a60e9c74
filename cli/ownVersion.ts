import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from './root';

/** Of this checkout, as package.json has it. */
export function ownVersion(): string {
	const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	return z.object({ version: z.string() }).parse(manifest).version;
}
