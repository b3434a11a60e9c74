import { Problem } from '../lib/errors';

/** Ends a command for a person: one sentence on stderr (each mistake on a line of its own) and the right exit code. */
export function tellAndExit(error: unknown): never {
	if (error instanceof Problem) {
		const { mistakes = [] } = error.extra;
		const several = mistakes.length > 1 ? mistakes : [];
		// The message of several mistakes repeats them all.
		const message = error.message.replace(several.join(' '), '').trimEnd();
		process.stderr.write(`14ms: ${message}\n`);
		for (const mistake of several) process.stderr.write(`  - ${mistake}\n`);
		process.exit(error.exitCode);
	}
	const detail = error instanceof Error ? error.message : String(error);
	process.stderr.write(`14ms: Something unexpected happened: ${detail}\n`);
	process.exit(1);
}
