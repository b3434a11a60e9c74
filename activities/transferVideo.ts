import { Context } from '@temporalio/activity';
import { Problem } from '../lib/errors';
import { checkRemembered } from '../lib/posting/checkRemembered';
import { afterChunk, whereToGoOn } from '../lib/posting/nextChunk';
import { chunkAt, chunkFrom, planOf, rangeOf } from '../lib/tiktok/chunkPlan';
import type { Repost } from '../services/store/reposts/reposts';
import type { Upload } from '../services/store/uploads';
import { speakingTemporal } from './asFailure';
import { heartbeating } from './heartbeating';
import { rowOf, type RepostRef } from './ledger';
import { preparedFile } from './preparedFile';
import type { ActivityServices } from './services';
import { steppingBack } from './steppingBack';
import { throttled } from './throttled';
import { holdingLease } from './uploadLease';

/** How a transfer ended. Only TikTok's status tells what became of it. */
export type TransferEnd =
	/** TikTok has every byte, or has already decided. */
	| { end: 'sent' }
	/** The upload URL takes nothing any more. `committed`: the last chunk may have been sent before. */
	| { end: 'dead'; atMs: number; committed: boolean }
	/** A person's cancel came before the last chunk. */
	| { end: 'cancelled' };

type Services = Pick<ActivityServices, 'store' | 'timing'> & {
	tiktok: Pick<ActivityServices['tiktok'], 'clientKey' | 'putChunk'>;
	accounts: Pick<ActivityServices['accounts'], 'fetchStatus'>;
	media: Pick<ActivityServices['media'], 'provenPathOf' | 'remove'>;
};

/** TikTok may correct our position this often before we stop believing either side. */
const mostResyncs = 5;

/**
 * Sends the chunks in order from disk. May be killed and run again at any moment: from the second run on TikTok is asked
 * first where it is. Only the holder of the upload's lease sends, so two runs never send side by side.
 */
export function transferActivities({ store, tiktok, accounts, media, timing }: Services) {
	return {
		async transferVideo({
			repostId,
			attempt,
			serial,
		}: RepostRef & { serial: number }): Promise<TransferEnd> {
			const lease = {
				...{ repostId, serial, owner: crypto.randomUUID() },
				leaseMs: timing.heartbeatTimeoutMs,
			};
			const transfer = () =>
				holdingLease(store.uploads, lease, (signal, confirm) =>
					send({ repostId, attempt, serial }, signal, confirm),
				);
			return steppingBack(() => speakingTemporal(() => heartbeating(transfer)));
		},
	};

	async function send(
		{ repostId, attempt, serial }: RepostRef & { serial: number },
		signal: AbortSignal,
		confirm: (uploadedBytes: number) => void,
	): Promise<TransferEnd> {
		const repost = await rowOf(store, repostId);
		const upload = await store.uploads.get(repostId);
		checkRemembered(upload, serial);
		if (upload?.serial !== serial || !repost.media) {
			throw new Problem('internal', 'The upload was replaced by a newer one.');
		}
		// The old app's uploads cannot be asked about under the new keys; while nothing is committed, a new init is safe.
		if (repost.committedAt === null && isOfOtherApp(upload)) {
			return { end: 'dead', atMs: Date.now(), committed: false };
		}
		const facts = repost.media;
		const { contentType } = facts;
		const proven = () => preparedFile({ store, media }, repostId, facts, signal);
		await proven();
		const { sizeBytes: totalBytes, uploadUrl } = upload;
		const plan = planOf(upload);
		const showProgress = throttled((done: number) =>
			store.reposts.progress(repostId, done, totalBytes),
		);

		await store.reposts.enter(repostId, attempt, 'uploading');
		let next = await startOf(repost, upload);
		let isCorrected = false;
		for (let resyncs = 0; next.do === 'send';) {
			const index = chunkAt(plan, next.fromByte);
			if (index === null) break;
			// Where TikTok has refused a chunk's beginning, only the byte that it names will do.
			const { firstByte, lastByte } = isCorrected
				? chunkFrom(plan, next.fromByte)
				: rangeOf(plan, index);
			const path = await proven();
			// The point of no return: durable before the last byte can reach TikTok.
			if (
				lastByte === totalBytes - 1 &&
				!(await store.reposts.commit(repostId, attempt, upload.publishId))
			) {
				return { end: 'cancelled' };
			}
			const answer = await tiktok.putChunk({
				...{ uploadUrl, path, firstByte, lastByte, totalBytes, contentType, signal },
				onBytes: (sentBytes) => showProgress(firstByte + sentBytes),
			});
			const then = afterChunk(answer, { lastByte, sizeBytes: totalBytes });
			if (then.do === 'dead') {
				const { committedAt } = await rowOf(store, repostId);
				return { end: 'dead', atMs: Date.now(), committed: committedAt !== null };
			}
			if (then.do === 'ask' || answer.kind === 'resync') {
				if (++resyncs > mostResyncs) {
					throw new Problem(
						'tiktok_unavailable',
						'TikTok and 14ms disagree about the bytes sent.',
					);
				}
			}
			isCorrected = answer.kind === 'resync' && then.do === 'send';
			next = then.do === 'ask' ? await askTikTok(repost, upload) : then;
			if (next.do === 'send') confirm(next.fromByte);
			if (then.do === 'stop') confirm(totalBytes);
		}
		// TikTok may say that it has all before our last chunk has gone. Then a post is no longer impossible.
		const isNoted =
			next.do === 'failed' ||
			(await store.reposts.commit(repostId, attempt, upload.publishId));
		return { end: isNoted ? 'sent' : 'cancelled' };
	}

	function isOfOtherApp({ clientKey }: Upload): boolean {
		return clientKey !== null && clientKey !== tiktok.clientKey;
	}

	/** The first run starts at byte 0; every later one asks TikTok. */
	async function startOf(repost: Repost, upload: Upload) {
		const isFirstRun = Context.current().info.attempt === 1 && upload.confirmedBytes === 0;
		if (isFirstRun && repost.committedAt === null) return { do: 'send', fromByte: 0 } as const;
		const start = await askTikTok(repost, upload);
		if (start.do === 'send') {
			await store.reposts.note(repost.id, 'repost.resumed', { atByte: start.fromByte });
		}
		return start;
	}

	async function askTikTok(repost: Repost, upload: Upload) {
		const status = await accounts.fetchStatus(repost.accountId, upload.publishId);
		return whereToGoOn(status, { ...upload, committed: repost.committedAt !== null });
	}
}
