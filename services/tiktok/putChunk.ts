import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform, type Readable } from 'node:stream';
import axios from 'axios';
import { Problem } from '../../lib/errors';
import { chunkAnswerOf } from '../../lib/tiktok/chunkAnswer';
import { meaningOfTikTok } from '../../lib/tiktok/errorTable';
import type { ChunkAnswer } from '../../lib/tiktok/types';
import { errorIn, logIdIn } from '../../lib/tiktok/wire/wireError';
import type { Agents } from '../http/agents';
import { parseBody } from './parseBody';
import { retryAfterMsOf } from './retryAfter';
import { startWatchdog } from './watchdog';
import type { TikTok } from './tiktok';
import { TikTokError } from './tikTokError';
import { unanswered, whyNoAnswer } from './unanswered';

type Chunk = Parameters<TikTok['putChunk']>[0];

export interface TransferTimeouts {
	/** No byte accepted for so long. */
	stallMs: number;
	/** From the last byte handed over to the answer; the system's own buffers still drain meanwhile. */
	answerMs: number;
	/** For the whole chunk. */
	totalMs: number;
}

const answerLimitBytes = 64_000;

/**
 * Streams one range of the file to a checked upload URL, in constant memory. Throws TikTokError; Problem media_missing
 * when the file is not the one that was planned; the signal's reason when aborted.
 */
export async function putChunk(
	chunk: Chunk,
	agents: Agents,
	timeouts: TransferTimeouts,
): Promise<ChunkAnswer> {
	await checkFile(chunk);
	chunk.signal.throwIfAborted();
	const sizeBytes = chunk.lastByte - chunk.firstByte + 1;
	const watchdog = startWatchdog(timeouts);
	const body = countedRange(chunk, (sentBytes) => {
		if (sentBytes === sizeBytes) watchdog.waitForAnswer();
		else watchdog.moved();
	});
	try {
		const response = await axios.request<Readable>({
			...agents,
			method: 'PUT',
			url: chunk.uploadUrl,
			data: body.stream,
			headers: {
				'Content-Type': chunk.contentType,
				'Content-Length': String(sizeBytes),
				'Content-Range': `bytes ${chunk.firstByte}-${chunk.lastByte}/${chunk.totalBytes}`,
				'User-Agent': '14ms',
			},
			// As a stream it resolves at the answer's headers, even while bytes are still on their way.
			responseType: 'stream',
			validateStatus: () => true,
			maxRedirects: 0,
			maxBodyLength: Infinity,
			signal: AbortSignal.any([chunk.signal, watchdog.signal]),
		});
		const sentAll = body.sentBytes() === sizeBytes;
		const text = await readText(response.data);
		body.stream.destroy();
		const answer = chunkAnswerOf({
			httpStatus: response.status,
			contentRange: headerText(response.headers['content-range']),
			firstByte: chunk.firstByte,
			lastByte: chunk.lastByte,
			totalBytes: chunk.totalBytes,
			sentAll,
		});
		if (answer) return answer;
		throw refusal(response.status, text, headerText(response.headers['retry-after']));
	} catch (error) {
		if (error instanceof TikTokError) throw error;
		chunk.signal.throwIfAborted();
		const fileProblem = body.problem();
		if (fileProblem) throw fileProblem;
		throw unanswered('upload', whyNoAnswer(error));
	} finally {
		watchdog.stop();
		body.stream.destroy();
	}
}

async function checkFile({ path, totalBytes }: Chunk): Promise<void> {
	const found = await stat(path).catch(() => null);
	if (found?.size !== totalBytes) throw changedFile();
}

function changedFile(): Problem {
	return new Problem(
		'media_missing',
		'The prepared video file is gone or has changed since it was planned: retry the repost.',
	);
}

/** The range as a stream that counts what was taken from it and fails when the file ends early. */
function countedRange(
	{ path, firstByte, lastByte, onBytes }: Chunk,
	onMove: (sent: number) => void,
) {
	const sizeBytes = lastByte - firstByte + 1;
	let sentBytes = 0;
	let problem: Problem | null = null;
	const counter = new Transform({
		transform(part: Buffer, _encoding, done) {
			sentBytes += part.length;
			onBytes(sentBytes);
			onMove(sentBytes);
			done(null, part);
		},
		flush(done) {
			if (sentBytes !== sizeBytes) problem = changedFile();
			done(problem);
		},
	});
	const file = createReadStream(path, { start: firstByte, end: lastByte });
	file.on('error', () => {
		problem = changedFile();
		counter.destroy(problem);
	});
	counter.on('close', () => file.destroy());
	// An error reaches the caller through the request; without a listener it would end the process.
	counter.on('error', () => undefined);
	file.pipe(counter);
	return { stream: counter, sentBytes: () => sentBytes, problem: () => problem };
}

/** The start of the answer's text; what cannot be read is left out, as the headers are all that is needed. */
async function readText(stream: Readable): Promise<string> {
	const parts: Buffer[] = [];
	let sizeBytes = 0;
	try {
		for await (const part of stream) {
			if (!Buffer.isBuffer(part)) continue;
			parts.push(part);
			sizeBytes += part.length;
			if (sizeBytes > answerLimitBytes) break;
		}
	} catch {
		// The status line has been read.
	}
	return Buffer.concat(parts).toString('utf8');
}

function refusal(httpStatus: number, text: string, retryAfter: string | null): TikTokError {
	const body = parseBody(text);
	const error = errorIn(body);
	// The body's code may be one of the table; what TikTok says about an upload is in the status (facts/tiktok.md §6).
	const meaning = meaningOfTikTok({
		endpoint: 'upload',
		httpStatus,
		code: null,
		message: error?.code ?? null,
		retryAfterMs: retryAfterMsOf(retryAfter),
	});
	const tiktokCode = error?.code ?? null;
	return new TikTokError('upload', meaning, { httpStatus, tiktokCode, logId: logIdIn(body) });
}

function headerText(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}
