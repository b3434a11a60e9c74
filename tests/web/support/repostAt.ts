import { createHash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repostRequest } from '../../../lib/posting/request';
import type { WebUnderTest } from './startWebUnderTest';

/** A `review` repost as the worker leaves it when it waits for the person: with video facts and a real file. */
export async function repostAwaitingReview(
	{ store, media, desk }: WebUnderTest,
	videoId: string,
	account = 'sandbox_creator',
	durationSec = 12,
) {
	const { repost } = await desk.request(
		repostRequest.parse({ account, video: videoId, posting: 'review', ownContent: true }),
		'operator (test)',
	);
	const bytes = randomBytes(100_000);
	const folder = media.folderOf(repost.id);
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'ready.mp4'), bytes);
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	await store.reposts.saveVideo(repost.id, 1, {
		title: 'A <b>bold</b> cat',
		description: 'It jumps. #cat',
		channel: 'Cats',
		channelId: 'UC0',
		durationSec,
		widthPx: 720,
		heightPx: 1280,
	});
	await store.reposts.saveMedia(repost.id, 1, {
		fileName: 'ready.mp4',
		sizeBytes: bytes.length,
		sha256,
		contentType: 'video/mp4',
		durationSec,
		widthPx: 720,
		heightPx: 1280,
		preparation: 'as it is',
	});
	await store.reposts.enter(repost.id, 1, 'awaitingReview', { nextStep: 'Review it.' });
	return { id: repost.id, bytes, sha256 };
}
