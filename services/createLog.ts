import pino from 'pino';
import pretty from 'pino-pretty';

import { scrub } from '../lib/scrub';
import type { Log } from './log';

/**
 * Log lines on standard error: coloured ones for people with `pretty` (default: when it is a terminal), else JSON.
 * Callers keep secrets out; whatever slips through is scrubbed from every line all the same.
 * `destination` is where the lines go instead, for tests.
 */
export function createLog({
	pretty: isPretty = process.stderr.isTTY,
	level = 'info',
	destination,
}: {
	pretty?: boolean;
	level?: 'debug' | 'info' | 'warn' | 'error' | 'silent';
	destination?: NodeJS.WritableStream;
} = {}): Log {
	const lines = destination ?? pino.destination({ dest: 2, sync: true });
	const stream = isPretty
		? pretty({
				destination: lines,
				ignore: 'pid,hostname',
				translateTime: 'SYS:HH:MM:ss',
				colorize: !destination,
			})
		: lines;
	return pino(
		{
			level,
			base: null,
			hooks: { streamWrite: scrub },
			serializers: { error: pino.stdSerializers.err },
		},
		stream,
	);
}
