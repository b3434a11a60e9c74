import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';

import { refuse, type Answer } from '../answer';
import { pause, resetSocket } from '../connection';
import { settleLater } from '../publishes/settle';
import type { Publish } from '../state';
import type { World } from '../world';
import { inspectMedia } from './inspectMedia';
import type { Range } from './rangeOfHeaders';
import { receiveBytes } from './receiveBytes';

/** How long a closed connection may take to be noticed after its last byte. */
const noticeMs = 50;

/** Receives a chunk that is in order. Nothing of it counts until all of it is here. */
export async function takeChunk(
	world: World,
	publish: Publish,
	request: IncomingMessage,
	range: Range,
	how: { bytesPerSecond: number | null; cutAfterBytes: number | null },
): Promise<Answer | 'aborted' | 'cut'> {
	const { socket } = request;
	const hurrying = new AbortController();
	const done = Promise.withResolvers<{ senderIsThere: boolean }>();
	let receivedBytes = 0;
	const active = {
		hurry: () => hurrying.abort(),
		receivedBytes: () => receivedBytes,
		drop: () => resetSocket(socket),
		done: done.promise,
	};
	if (world.activeUploads.has(publish.publishId)) return refuseTwice(request);
	world.activeUploads.set(publish.publishId, active);
	let senderIsThere = false;
	try {
		const to = { path: world.bytesPath(publish.publishId), offset: range.first };
		const hurry = AbortSignal.any([hurrying.signal, world.closing]);
		const end = await receiveBytes(request, to, {
			...{ ...how, hurry },
			onBytes: (bytes) => (receivedBytes = bytes),
		});
		if (end !== 'whole') return end;
		await commit(world, publish, request, range);
		if (hurrying.signal.aborted) await pause(noticeMs, world.closing);
		senderIsThere = !socket.destroyed && !socket.readableEnded;
	} finally {
		world.activeUploads.delete(publish.publishId);
		done.resolve({ senderIsThere });
	}
	const isAll = publish.receivedAt !== null;
	return { httpStatus: isAll ? 201 : 206, code: 'ok', body: '' };
}

/** Two waited for the same chunk to end, and this one came second. */
function refuseTwice(request: IncomingMessage): Answer {
	request.resume();
	return refuse(416, 'invalid_range', 'Another chunk of this upload is on its way.');
}

async function commit(
	world: World,
	publish: Publish,
	request: IncomingMessage,
	{ last }: Range,
): Promise<void> {
	const isAll = last === publish.sizeBytes - 1;
	const path = world.bytesPath(publish.publishId);
	const sha256 = isAll ? await sha256Of(path) : null;
	if (isAll && world.rules.checkMedia) {
		const creator = world.state.users.find(({ username }) => username === publish.user);
		const found = await inspectMedia(path, creator?.maxVideoPostDurationSec ?? 600);
		publish.durationSec = found.durationSec;
		publish.willFail ??= found.failReason;
	}
	publish.contentType = request.headers['content-type'] ?? publish.contentType;
	publish.uploadedBytes = last + 1;
	if (isAll) {
		noticeDuplicate(world, publish, sha256);
		publish.sha256 = sha256;
		publish.receivedAt = world.now();
	}
	world.save();
	settleLater(world, publish);
}

function noticeDuplicate(world: World, publish: Publish, sha256: string | null): void {
	const earlier = world.state.publishes.find(
		(known) =>
			known.user === publish.user && known.sha256 === sha256 && known.status !== 'FAILED',
	);
	if (!earlier) return;
	const detail = `${publish.publishId} has the same bytes as ${earlier.publishId}.`;
	world.violate('duplicate_post', publish.user, detail);
}

async function sha256Of(path: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	return hash.digest('hex');
}
