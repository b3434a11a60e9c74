import { ApplicationFailure } from '@temporalio/activity';
import { MockActivityEnvironment } from '@temporalio/testing';
import { steppingBack } from '../../activities/steppingBack';
import { transferActivities, type TransferEnd } from '../../activities/transferVideo';
import type { Store } from '../../services/store/store';
import { media, newRepost, upload } from '../services/store/samples';
import { withStore } from '../support/withStore';
import { provenMedia } from './provenMedia';

const timing = { heartbeatTimeoutMs: 10_000, statusPollMs: 1, reviewMs: 1, accessTokenMs: 1 };
const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };

describe('an upload that was begun under other app keys', () => {
	let store: Store;
	withStore((opened) => (store = opened));

	it('is given up before its last chunk, so that a new init makes another', async () => {
		const { id, calls } = await begun('old keys');
		expect(await transfer(id, calls)).toMatchObject({ end: 'dead', committed: false });
		expect(calls).toEqual([]);
	});

	it('is only asked about once its last chunk may have gone', async () => {
		const { id, calls } = await begun('old keys');
		await store.reposts.commit(id, 1, upload().publishId);
		expect(await transfer(id, calls)).toEqual({ end: 'sent' });
		expect(calls).toEqual(['status']);
	});

	it.each([['these keys'], [undefined]])('goes on under %s', async (clientKey) => {
		const { id, calls } = await begun(clientKey);
		expect(await transfer(id, calls)).toEqual({ end: 'sent' });
		expect(calls).toEqual(['put']);
	});

	async function begun(clientKey?: string): Promise<{ id: string; calls: string[] }> {
		const { id } = await newRepost(store);
		await store.reposts.saveMedia(id, 1, media);
		await store.uploads.replace(id, 0, { ...upload(), ...(clientKey ? { clientKey } : {}) });
		return { id, calls: [] };
	}

	function transfer(repostId: string, calls: string[]): Promise<TransferEnd> {
		const activities = transferActivities({
			...{ store, timing },
			media: provenMedia,
			tiktok: {
				clientKey: 'these keys',
				putChunk: () => {
					calls.push('put');
					return Promise.resolve({ kind: 'complete' });
				},
			},
			accounts: {
				fetchStatus: () => {
					calls.push('status');
					return Promise.resolve({
						...{ status: 'SEND_TO_USER_INBOX', failReason: null, postIds: [] },
						uploadedBytes: null,
					});
				},
			},
		});
		const environment = new MockActivityEnvironment({}, { logger: quiet });
		return environment.run(() => activities.transferVideo({ repostId, attempt: 1, serial: 1 }));
	}
});

describe('how long a transfer that failed waits', () => {
	it.each([
		[1, 1_000],
		[4, 8_000],
		[9, 30_000],
	])('before attempt %i + 1: %i ms', async (attempt, expectedMs) => {
		const environment = new MockActivityEnvironment({ attempt }, { logger: quiet });
		const failing = environment.run(() =>
			steppingBack(() => Promise.reject(new Error('The store is away.'))),
		);
		await expect(failing).rejects.toMatchObject({
			...{ message: 'The store is away.', nextRetryDelay: expectedMs },
		});
	});

	it('what says itself when to go on, or that it is over, stays as it is', async () => {
		const environment = new MockActivityEnvironment({}, { logger: quiet });
		for (const told of [{ nextRetryDelay: 5 }, { nonRetryable: true }]) {
			const failure = ApplicationFailure.create({ message: 'told', ...told });
			const failing = environment.run(() => steppingBack(() => Promise.reject(failure)));
			await expect(failing).rejects.toBe(failure);
		}
	});
});
