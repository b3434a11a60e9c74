import { MockActivityEnvironment } from '@temporalio/testing';
import { sourceActivities } from '../../activities/source';
import { saidNotPosted } from '../../lib/posting/mayBePosted';
import type { Store } from '../../services/store/store';
import { newRepost, video } from '../services/store/samples';
import { withStore } from '../support/withStore';

const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const hourMs = 3_600_000;

describe('a person’s word that a Short is not on TikTok', () => {
	let store: Store;
	withStore((opened) => (store = opened));

	it('holds for the restore that it was asked after', async () => {
		await expect(resolvingWhenRestored(Date.now() - hourMs)).resolves.toBeUndefined();
	});

	it('from before a later restore holds no more: it is asked for again', async () => {
		await expect(resolvingWhenRestored(Date.now() + hourMs)).rejects.toMatchObject({
			type: 'maybe_posted',
		});
	});

	async function resolvingWhenRestored(restoredAtMs: number): Promise<void> {
		const { id } = await newRepost(store);
		await store.reposts.note(id, saidNotPosted, { attempt: 1 });
		await store.standing.note({ restoredAt: new Date(restoredAtMs).toISOString() });
		const never = () => Promise.reject(new Error('That is for later.'));
		const activities = sourceActivities({
			store,
			youtube: {
				metadata: () => Promise.resolve({ ...video, isShort: true, publishedAt: null }),
				download: never,
			},
			media: { checkRoom: never, prepare: never, folderOf: () => '/nowhere' },
			accounts: { scopesOf: never, creatorInfo: never },
		});
		const environment = new MockActivityEnvironment({}, { logger: quiet });
		await environment.run(() => activities.resolveShort({ repostId: id, attempt: 1 }));
	}
});
