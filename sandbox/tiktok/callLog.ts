import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { endpointWords, type EndpointWord } from './faults';

const callSchema = z.object({
	endpoint: z.enum(endpointWords),
	user: z.string().nullable(),
	clientKey: z.string().nullable(),
	at: z.string(),
	/** Null when the connection was cut instead of an answer. */
	httpStatus: z.number().nullable(),
	code: z.string(),
	/** For calls about one publish. */
	publishId: z.string().optional(),
	/** The bytes an upload call was about, as in its Content-Range. */
	range: z.string().optional(),
});
export type Call = z.infer<typeof callSchema>;

const kept = 5000;

/** Every call that came in, oldest first; one line each in `calls.jsonl`, the newest 5000 after a restart. */
export class CallLog {
	private readonly path: string;
	private calls: Call[];

	constructor(dir: string) {
		this.path = join(dir, 'calls.jsonl');
		this.calls = existsSync(this.path) ? readCalls(this.path) : [];
	}
	add(call: Call): void {
		this.calls.push(call);
		if (this.calls.length > 2 * kept) this.calls = this.calls.slice(-kept);
		appendFileSync(this.path, `${JSON.stringify(call)}\n`);
	}
	list(): readonly Call[] {
		return this.calls;
	}
	clear(): void {
		this.calls = [];
		rmSync(this.path, { force: true });
	}
	/** Newest first, back to `sinceMs`. */
	recent(who: { endpoint: EndpointWord; user: string; clientKey: string }, sinceMs: number) {
		const found: Call[] = [];
		for (let index = this.calls.length - 1; index >= 0; index--) {
			const call = this.calls[index];
			if (!call || Date.parse(call.at) <= sinceMs) break;
			if (
				call.endpoint === who.endpoint &&
				call.user === who.user &&
				call.clientKey === who.clientKey
			) {
				found.push(call);
			}
		}
		return found;
	}
}

function readCalls(path: string): Call[] {
	const lines = readFileSync(path, 'utf8').split('\n').slice(-kept);
	return lines.flatMap((line) => {
		const call = parseLine(line);
		return call ? [call] : [];
	});
}

/** A line that a kill cut short is left out. */
function parseLine(line: string): Call | null {
	try {
		return callSchema.parse(JSON.parse(line));
	} catch {
		return null;
	}
}
