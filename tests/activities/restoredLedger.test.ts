import { MockActivityEnvironment } from '@temporalio/testing';
import { outcomeActivities } from '../../activities/outcome';
import { postActivities } from '../../activities/post';
import { sourceActivities } from '../../activities/source';
import { transferActivities } from '../../activities/transferVideo';
import type { Store } from '../../services/store/store';
import { media, newRepost, upload, video } from '../services/store/samples';
import { withStore } from '../support/withStore';
import { rememberingEngine } from '../web/support/startWebUnderTest';
import { provenMedia } from './provenMedia';

const timing = { heartbeatTimeoutMs: 10_000, statusPollMs: 1, reviewMs: 1, accessTokenMs: 1 };
const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const forgotten = { type: 'ledger_restored', nonRetryable: true };

describe('a ledger that was put back and knows only an older upload than the workflow', () => {
	let store: Store;
	withStore((opened) => (store = opened));

	it.each([0, 1])('opens no further one at TikTok (it knows %i)', async (known) => {
		const ref = await knowing(known);
		const asked: string[] = [];
		const activities = postActivities({
			...{ store, engine: rememberingEngine() },
			tiktok: { clientKey: 'key1' },
			media: provenMedia,
			accounts: { creatorInfo: neverAsked(asked), initVideo: neverAsked(asked) },
		});
		const init = run(() => activities.initUpload({ ...ref, afterSerial: 2 }));
		await expect(init).rejects.toMatchObject(forgotten);
		expect(asked).toEqual([]);
	});

	it('downloads, prepares and opens nothing for a row whose Short its workflow has not looked up', async () => {
		const { id: repostId } = await newRepost(store, { posting: 'auto' });
		await store.reposts.saveMedia(repostId, 1, media);
		const asked: string[] = [];
		const ask = neverAsked(asked);
		const source = sourceActivities({
			store,
			youtube: { metadata: ask, download: ask },
			media: { checkRoom: ask, folderOf: () => '/nowhere', prepare: ask },
			accounts: { scopesOf: ask, creatorInfo: ask },
		});
		const post = postActivities({
			...{ store, engine: rememberingEngine() },
			tiktok: { clientKey: 'key1' },
			media: provenMedia,
			accounts: { creatorInfo: ask, initVideo: ask },
		});
		const ref = { repostId, attempt: 1 };
		for (const step of [
			() => source.downloadShort(ref),
			() => source.prepareVideo({ ...ref, fileName: 'a.mp4' }),
			() => post.initUpload({ ...ref, afterSerial: 0 }),
		]) {
			await expect(run<unknown>(step)).rejects.toMatchObject(forgotten);
		}
		expect(asked).toEqual([]);
	});

	it.each([0, 1])('sends nothing (it knows %i)', async (known) => {
		const ref = await knowing(known);
		const asked: string[] = [];
		const activities = transferActivities({
			...{ store, timing },
			media: provenMedia,
			tiktok: { clientKey: 'key1', putChunk: neverAsked(asked) },
			accounts: { fetchStatus: neverAsked(asked) },
		});
		const transfer = run(() => activities.transferVideo({ ...ref, serial: 2 }));
		await expect(transfer).rejects.toMatchObject(forgotten);
		expect(asked).toEqual([]);
	});

	it('takes no word about the older upload for one about the newer', async () => {
		const ref = await knowing(1);
		const activities = outcomes();
		const status = run(() => activities.fetchStatus({ ...ref, serial: 2 }));
		await expect(status).rejects.toMatchObject(forgotten);
		await expect(
			run(() => activities.fetchStatus({ ...ref, serial: 1 })),
		).resolves.toMatchObject({
			status: { status: 'FAILED' },
		});
		// As an older workflow asks.
		await expect(run(() => activities.fetchStatus(ref))).resolves.toMatchObject({
			status: { status: 'FAILED' },
		});
	});

	it('takes back no commit but that of the upload that was judged', async () => {
		const ref = await knowing(1);
		const isCommitted = async () =>
			(await store.reposts.get(ref.repostId))?.committedAt !== null;
		await store.reposts.commit(ref.repostId, 1, upload().publishId);
		await run(() => outcomes().allowNewInit({ ...ref, serial: 2 }));
		expect(await isCommitted()).toBe(true);
		await run(() => outcomes().allowNewInit({ ...ref, serial: 1 }));
		expect(await isCommitted()).toBe(false);
	});

	async function knowing(serial: number) {
		const { id } = await newRepost(store, { posting: 'inbox' });
		await store.reposts.saveVideo(id, 1, video);
		await store.reposts.saveMedia(id, 1, media);
		if (serial > 0) await store.uploads.replace(id, 0, upload());
		return { repostId: id, attempt: 1 };
	}

	function outcomes() {
		return outcomeActivities({
			store,
			media: { remove: () => Promise.resolve() },
			accounts: {
				scopesOf: () => Promise.resolve([]),
				listVideos: neverAsked([]),
				fetchStatus: () =>
					Promise.resolve({
						...{ status: 'FAILED', failReason: 'internal', postIds: [] },
						uploadedBytes: null,
					}),
			},
		});
	}
});

function run<T>(activity: () => Promise<T>): Promise<T> {
	return new MockActivityEnvironment({}, { logger: quiet }).run(activity);
}

function neverAsked(asked: string[]): () => Promise<never> {
	return () => {
		asked.push('asked');
		return Promise.reject(new Error('TikTok was asked.'));
	};
}
