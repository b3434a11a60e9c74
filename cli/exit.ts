import { Problem } from '../lib/errors';

/** Ends a command for a person: one sentence on stderr (each mistake on a line of its own) and the right exit code. */
export function tellAndExit(error: unknown): never {
	if (error instanceof Problem) {
		process.stderr.write(`14ms: ${error.message}\n`);
		for (const mistake of error.extra.mistakes ?? []) process.stderr.write(`  - ${mistake}\n`);
		process.exit(error.exitCode);
	}
	const detail = error instanceof Error ? error.message : String(error);
	process.stderr.write(`14ms: Something unexpected happened: ${detail}\n`);
	process.exit(1);
}
