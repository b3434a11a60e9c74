import { MockActivityEnvironment } from '@temporalio/testing';
import { outcomeActivities } from '../../activities/outcome';
import { transferActivities, type TransferEnd } from '../../activities/transferVideo';
import type { ChunkAnswer, PublishStatus } from '../../lib/tiktok/types';
import type { Store } from '../../services/store/store';
import { media, newRepost, upload } from '../services/store/samples';
import { withStore } from '../support/withStore';
import { provenMedia } from './provenMedia';

const timing = { heartbeatTimeoutMs: 10_000, statusPollMs: 1, reviewMs: 1, accessTokenMs: 1 };
const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const sizeBytes = 20_000_000;
const all: ChunkAnswer = { kind: 'resync', uploadedBytes: sizeBytes };
const inChunks = { ...upload(), chunkSizeBytes: 10_000_000, chunkCount: 2 };

describe('a TikTok that claims to have all before the last chunk has gone', () => {
	let store: Store;
	withStore((opened) => (store = opened));

	it('in one answer to a chunk only is not believed: the rest is sent', async () => {
		const id = await uploading();
		const calls = await transfer(id, { answers: [all], uploadedBytes: 0 });
		expect(calls).toEqual(['put 0', 'status', 'put 0', 'put 10000000', 'sent']);
		expect((await store.reposts.get(id))?.committedAt).not.toBeNull();
	});

	it('in its status, too, may have posted: it is noted, and nothing more is sent', async () => {
		const id = await uploading();
		const calls = await transfer(id, { answers: [all], uploadedBytes: sizeBytes });
		expect(calls).toEqual(['put 0', 'status', 'sent']);
		expect((await store.reposts.get(id))?.committedAt).not.toBeNull();
		await expect(store.reposts.requestCancel(id)).rejects.toMatchObject({
			code: 'posting_uncertain',
		});
	});

	it('in its status, too, does not undo a cancel that came before', async () => {
		const id = await uploading();
		await store.reposts.requestCancel(id);
		const calls = await transfer(id, { answers: [all], uploadedBytes: sizeBytes });
		expect(calls).toEqual(['put 0', 'status', 'cancelled']);
	});

	it('and was believed by an older 14ms is asked, and the rest is sent', async () => {
		const id = await uploading(sizeBytes);
		const calls = await transfer(id, { answers: [], uploadedBytes: 0 });
		expect(calls).toEqual(['status', 'put 0', 'put 10000000', 'sent']);
	});

	it('has confirmed all only once the last chunk may have gone', async () => {
		const id = await uploading(sizeBytes);
		const isConfirmed = async () => {
			const outcome = outcomeActivities({
				...{ store, media: { remove: () => Promise.resolve() } },
				accounts: {
					scopesOf: () => Promise.resolve([]),
					listVideos: () => Promise.reject(new Error('not asked')),
					fetchStatus: () => Promise.resolve(uploadingStatus(0)),
				},
			});
			const asking = () => outcome.fetchStatus({ repostId: id, attempt: 1, serial: 1 });
			const { upload: facts }: Awaited<ReturnType<typeof asking>> =
				await environment().run(asking);
			return facts.allConfirmed;
		};
		expect(await isConfirmed()).toBe(false);
		await store.reposts.commit(id, 1, inChunks.publishId);
		expect(await isConfirmed()).toBe(true);
	});

	async function uploading(confirmedBytes = 0): Promise<string> {
		const { id } = await newRepost(store);
		await store.reposts.saveMedia(id, 1, media);
		await store.uploads.replace(id, 0, inChunks);
		await store.uploads.takeLease(id, 1, 'earlier', 60_000);
		await store.uploads.renewLease(id, 1, 'earlier', 60_000, confirmedBytes);
		await store.uploads.releaseLease(id, 'earlier');
		return id;
	}

	/** What was called, and how it ended. `answers` come first; then every chunk is taken. */
	async function transfer(
		repostId: string,
		said: { answers: ChunkAnswer[]; uploadedBytes: number },
	): Promise<string[]> {
		const calls: string[] = [];
		const activities = transferActivities({
			...{ store, timing },
			media: provenMedia,
			tiktok: {
				clientKey: 'key1',
				putChunk: ({ firstByte, lastByte, totalBytes }) => {
					calls.push(`put ${firstByte}`);
					const isLast = lastByte === totalBytes - 1;
					const taken: ChunkAnswer = isLast
						? { kind: 'complete' }
						: { kind: 'more', uploadedBytes: lastByte + 1 };
					return Promise.resolve(said.answers.shift() ?? taken);
				},
			},
			accounts: {
				fetchStatus: () => {
					calls.push('status');
					return Promise.resolve(uploadingStatus(said.uploadedBytes));
				},
			},
		});
		const sending = (): Promise<TransferEnd> =>
			activities.transferVideo({ repostId, attempt: 1, serial: 1 });
		const { end }: TransferEnd = await environment().run(sending);
		return [...calls, end];
	}
});

function environment(): MockActivityEnvironment {
	return new MockActivityEnvironment({}, { logger: quiet });
}

function uploadingStatus(uploadedBytes: number): PublishStatus {
	return { status: 'PROCESSING_UPLOAD', failReason: null, postIds: [], uploadedBytes };
}
