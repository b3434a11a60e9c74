import { z } from 'zod';
import { postNumbers } from '../../lib/readback/postNumbers';

/** What `--json` prints, as design §7 has it: exactly these keys, in this order. */
export const jsonLine = z.strictObject({
	id: z.string(),
	created: z.boolean(),
	state: z.string(),
	account: z.string(),
	video: z.string(),
	posting: z.string(),
	publishId: z.string().nullable(),
	postId: z.string().nullable(),
	url: z.string().nullable(),
	bytes: z.int().nullable(),
	sha256: z.string().nullable(),
	error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
});
export type JsonLine = z.infer<typeof jsonLine>;

/** A line of a list: nothing was asked for, so nothing was created; it tells how the post does. */
const listedLine = jsonLine.omit({ created: true }).extend({ numbers: postNumbers.nullable() });

export function listedLinesOf({ stdout }: { stdout: string }): z.infer<typeof listedLine>[] {
	return linesOf(stdout).map((line) => listedLine.parse(JSON.parse(line)));
}

/** The one line that a command has printed. */
export function jsonLineOf(ended: { stdout: string; stderr: string }): JsonLine {
	const [line, ...more] = linesOf(ended.stdout);
	if (line !== undefined && more.length === 0) return jsonLine.parse(JSON.parse(line));
	throw new Error(`There should be one line of JSON:\n${ended.stdout}\n${ended.stderr}`);
}

function linesOf(stdout: string): string[] {
	return stdout.split('\n').filter((line) => line !== '');
}
