import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const running = z.object({
	apiUrl: z.string(),
	publicUrl: z.string(),
});
export type Running = z.infer<typeof running>;

/** What `up` notes in its data folder, so that commands in the same folder find it. */
export function noteRunning(dataDir: string, facts: Running): void {
	writeFileSync(fileIn(dataDir), JSON.stringify(facts), { mode: 0o600 });
}

export function forgetRunning(dataDir: string): void {
	rmSync(fileIn(dataDir), { force: true });
}

/** Of the last `up`; it may have been killed since. */
export function readRunning(dataDir: string): Running | null {
	try {
		return running.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')));
	} catch {
		return null;
	}
}

function fileIn(dataDir: string): string {
	return join(dataDir, 'up.json');
}
