import type { IncomingMessage, ServerResponse } from 'node:http';

import { answerOfFault, bodyText, refuse, type Answer } from '../answer';
import { pause, resetSocket } from '../connection';
import { noStrike, takeFaults, type Strike } from '../faults';
import { applyFates } from '../publishes/applyFates';
import { isExpired } from '../publishes/counts';
import type { Publish } from '../state';
import type { World } from '../world';
import { rangeOfHeaders, type Range } from './rangeOfHeaders';
import { drain } from './receiveBytes';
import { takeChunk } from './takeChunk';
import { untilQuiet } from './untilQuiet';

export const uploadPath = '/upload/v1/video/';

/** One PUT to an upload URL. TikTok: "Media Transfer Guide". A refused body is read to its end before the answer. */
export async function putChunk(
	world: World,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const { socket } = request;
	const publish = publishOf(world, request);
	const moment = publish ? momentOf(publish, request) : null;
	if (moment) await world.reached({ ...moment, phase: 'asked' });
	const strike = publish ? strikeOf(world, publish, request) : noStrike;
	if (strike.delayMs) await pause(strike.delayMs, world.closing);
	const answer = publish
		? await answerTo(world, publish, request, strike)
		: await refuseChunk(request, refuse(404, 'upload_not_found', 'There is no such upload.'));
	if (moment) await world.reached({ ...moment, phase: 'done' });
	if (typeof answer === 'string') {
		logCall(world, publish, request, null, answer);
	} else if (strike.answer?.kind === 'lostAnswer') {
		logCall(world, publish, request, null, `lostAnswer: ${answer.code}`);
		resetSocket(socket);
	} else {
		logCall(world, publish, request, answer.httpStatus, answer.code);
		response.writeHead(answer.httpStatus, {
			'content-type': 'application/json; charset=utf-8',
			...(publish ? { 'content-range': progressOf(world, publish) } : {}),
		});
		response.end(bodyText(answer.body));
	}
}

function publishOf(world: World, request: IncomingMessage): Publish | undefined {
	const query = new URL(request.url ?? '/', 'http://upload').searchParams;
	return world.state.publishes.find(
		({ uploadId, uploadToken }) =>
			uploadId === query.get('upload_id') && uploadToken === query.get('upload_token'),
	);
}

function strikeOf(world: World, publish: Publish, request: IncomingMessage): Strike {
	const { chunk } = momentOf(publish, request);
	const strike = takeFaults(world.state.faults, {
		...{ endpoint: 'upload', chunk, user: publish.user },
	});
	applyFates(publish, strike.fates);
	world.save();
	return strike;
}

function momentOf(publish: Publish, request: IncomingMessage) {
	const first = Number(/^bytes (\d+)-/.exec(request.headers['content-range'] ?? '')?.[1] ?? 0);
	const chunk = Math.min(Math.floor(first / publish.chunkSizeBytes), publish.chunkCount - 1);
	const isLastChunk = chunk === publish.chunkCount - 1;
	return { endpoint: 'upload', user: publish.user, chunk, isLastChunk } as const;
}

async function answerTo(
	world: World,
	publish: Publish,
	request: IncomingMessage,
	strike: Strike,
): Promise<Answer | 'aborted' | 'cut'> {
	if (strike.answer?.kind === 'status') {
		return refuseChunk(request, answerOfFault(strike.answer));
	}
	const range = rangeOfHeaders(request.headers, publish.sizeBytes);
	if ('mistake' in range) {
		if (range.violation) world.violate(range.violation, publish.user, range.mistake);
		return refuseChunk(request, refuse(400, 'invalid_params', range.mistake));
	}
	if (isExpired(world, publish) && publish.receivedAt === null) {
		return refuseChunk(request, refuse(403, 'upload_expired', 'The upload URL has expired.'));
	}
	const isAlone = await untilQuiet(world, publish);
	if (!isAlone) {
		const detail = `${publish.publishId}: a chunk was sent while another was on its way.`;
		world.violate('parallel_chunks', publish.user, detail);
	}
	const mistake = mistakeInRange(publish, range);
	if (mistake) return refuseChunk(request, mistake);
	return takeChunk(world, publish, request, range, {
		bytesPerSecond: strike.bytesPerSecond,
		cutAfterBytes: strike.answer?.kind === 'cut' ? strike.answer.afterBytes : null,
	});
}

/** 416 for a chunk out of turn (also one that is here already), 400 for one that is not of the plan. */
function mistakeInRange(publish: Publish, { first, last }: Range): Answer | null {
	const { uploadedBytes, chunkSizeBytes, chunkCount, sizeBytes } = publish;
	if (uploadedBytes === sizeBytes || first !== uploadedBytes) {
		return refuse(416, 'invalid_range', 'The range is not what the upload goes on with.');
	}
	const isLast = first === (chunkCount - 1) * chunkSizeBytes;
	const plannedLast = isLast ? sizeBytes - 1 : first + chunkSizeBytes - 1;
	return last === plannedLast
		? null
		: refuse(400, 'invalid_params', 'The range is not a chunk of the announced size.');
}

async function refuseChunk(request: IncomingMessage, answer: Answer): Promise<Answer> {
	await drain(request);
	return answer;
}

/** TikTok leaves open whether its number is the last byte's or a count. */
function progressOf({ rules }: World, { uploadedBytes, sizeBytes }: Publish): string {
	const isIndex = rules.progressHeader === 'lastIndex';
	return `bytes 0-${Math.max(0, uploadedBytes - (isIndex ? 1 : 0))}/${sizeBytes}`;
}

function logCall(
	world: World,
	publish: Publish | undefined,
	request: IncomingMessage,
	httpStatus: number | null,
	code: string,
): void {
	world.calls.add({
		endpoint: 'upload',
		user: publish?.user ?? null,
		clientKey: publish?.clientKey ?? null,
		at: new Date(world.now()).toISOString(),
		httpStatus,
		code,
		...(publish ? { publishId: publish.publishId } : {}),
		range: (request.headers['content-range'] ?? '').slice(0, 80),
	});
}
