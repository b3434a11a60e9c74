import { once } from 'node:events';
import { MockActivityEnvironment } from '@temporalio/testing';
import { holdingLease } from '../../activities/uploadLease';
import type { Store } from '../../services/store/store';
import type { UploadStore } from '../../services/store/uploads';
import { newRepost, upload } from '../services/store/samples';
import { withStore } from '../support/withStore';

const leaseMs = 400;
const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const newEnvironment = () => new MockActivityEnvironment({}, { logger: quiet });

describe('the lease of an upload', () => {
	let store: Store;
	withStore((opened) => (store = opened));

	it('lets one run send at a time, however many there are', async () => {
		const repostId = await uploading();
		let sending = 0;
		let most = 0;
		// Long enough that a busy machine does not let it lapse.
		const longLeaseMs = 5 * leaseMs;
		const runs = ['a', 'b', 'c', 'd', 'e'].map((owner) =>
			hold({ repostId, owner, leaseMs: longLeaseMs }, async () => {
				most = Math.max(most, ++sending);
				// Longer than a lease: it is renewed meanwhile.
				if (owner === 'a') await new Promise((done) => setTimeout(done, 1.5 * longLeaseMs));
				sending--;
				return owner;
			}),
		);
		expect(await Promise.all(runs)).toEqual(['a', 'b', 'c', 'd', 'e']);
		expect(most).toBe(1);
	});

	it('passes on when its holder has vanished, but not before it has lapsed', async () => {
		const repostId = await uploading();
		const takenAtMs = Date.now();
		await store.uploads.takeLease(repostId, 1, 'killed', leaseMs);
		const beganAtMs = await hold({ repostId, owner: 'next' }, () =>
			Promise.resolve(Date.now()),
		);
		expect(beganAtMs - takenAtMs).toBeGreaterThanOrEqual(leaseMs - 5);
	});

	it('stops the sending when another holds it', async () => {
		const repostId = await uploading();
		const run = hold({ repostId, owner: 'slow' }, async (signal) => {
			await store.uploads.releaseLease(repostId, 'slow');
			expect(await store.uploads.takeLease(repostId, 1, 'other', 60_000)).toBe(true);
			await aborted(signal);
			throw new Error('aborted');
		});
		await expect(run).rejects.toThrow('aborted');
		expect((await store.uploads.get(repostId))?.leaseOwner).toBe('other');
	});

	it('stops the sending before it could lapse when the store does not answer', async () => {
		const repostId = await uploading();
		const away: UploadStore = {
			...store.uploads,
			renewLease: () => Promise.reject(new Error('The store is away.')),
		};
		const canOthersSend = await hold(
			{ repostId, owner: 'cut off', uploads: away, leaseMs: 5 * leaseMs },
			async (signal) => {
				await aborted(signal);
				return store.uploads.takeLease(repostId, 1, 'other', leaseMs);
			},
		);
		expect(canOthersSend).toBe(false);
	});

	it('stops the sending when the activity is cancelled', async () => {
		const repostId = await uploading();
		const environment = newEnvironment();
		const run = hold({ repostId, owner: 'cancelled', environment }, async (signal) => {
			environment.cancel();
			await aborted(signal);
			return signal.aborted;
		});
		expect(await run).toBe(true);
	});

	it('keeps what TikTok has confirmed, and is free afterwards', async () => {
		const repostId = await uploading();
		await hold({ repostId, owner: 'a' }, (_signal, confirm) => {
			confirm(12_345);
			return Promise.resolve();
		});
		expect(await store.uploads.get(repostId)).toMatchObject({
			...{ confirmedBytes: 12_345, leaseOwner: null },
		});
	});

	it('is not waited for when the upload was replaced meanwhile', async () => {
		const repostId = await uploading();
		await store.uploads.replace(repostId, 1, upload({ publishId: 'v_pub.2' }));
		const run = hold({ repostId, owner: 'old' }, () => Promise.resolve());
		await expect(run).rejects.toMatchObject({ code: 'internal' });
	});

	it('is not waited for when the ledger was put back from a backup', async () => {
		const { id } = await newRepost(store);
		const run = hold({ repostId: id, owner: 'new' }, () => Promise.resolve());
		await expect(run).rejects.toMatchObject({ code: 'ledger_restored' });
	});

	async function uploading(): Promise<string> {
		const { id } = await newRepost(store);
		await store.uploads.replace(id, 0, upload());
		return id;
	}

	function hold<T>(
		run: {
			repostId: string;
			owner: string;
			uploads?: UploadStore;
			environment?: MockActivityEnvironment;
			leaseMs?: number;
		},
		send: (signal: AbortSignal, confirm: (uploadedBytes: number) => void) => Promise<T>,
	): Promise<T> {
		const { repostId, owner, uploads = store.uploads } = run;
		const environment = run.environment ?? newEnvironment();
		return environment.run(() =>
			holdingLease(
				uploads,
				{ repostId, serial: 1, owner, leaseMs: run.leaseMs ?? leaseMs },
				send,
			),
		);
	}
});

async function aborted(signal: AbortSignal): Promise<void> {
	if (!signal.aborted) await once(signal, 'abort');
}
