import { readFileSync, renameSync, writeFileSync } from 'node:fs';

import { z } from 'zod';

const port = z.int().min(1).max(65535);
const serverRecord = z.object({
	/** Null once it was stopped; the ports stay, so that links to the web UI stay valid. */
	pid: z.int().positive().nullable(),
	startedAt: z.string().nullable(),
	port,
	uiPort: port,
	dbFile: z.string(),
	/** Of that file when the server had opened it; one put in its place has another. Not in records of earlier versions. */
	dbIdentity: z.string().nullish(),
});

/** What is written down of the embedded server, in `<dataDir>/temporal/server.json`. */
export type ServerRecord = z.infer<typeof serverRecord>;

/** The record; null when there is none or it cannot be read: it only saves work, running servers are looked for. */
export function readServerRecord(file: string): ServerRecord | null {
	try {
		return serverRecord.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch {
		return null;
	}
}

/** Written beside the old one and moved over it: a reader never sees half a record. */
export function writeServerRecord(file: string, record: ServerRecord): void {
	const draft = `${file}.${process.pid}.new`;
	writeFileSync(draft, `${JSON.stringify(record, null, '\t')}\n`, { mode: 0o600 });
	renameSync(draft, file);
}
