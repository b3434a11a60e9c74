/** Lines for people, or one of JSON for programs. */
export function write(what: string[] | Record<string, unknown>): 0 {
	const lines = Array.isArray(what) ? what : [JSON.stringify(what)];
	if (lines.length) process.stdout.write(`${lines.join('\n')}\n`);
	return 0;
}
