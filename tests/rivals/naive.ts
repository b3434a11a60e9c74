import type { TikTokStandIn } from '../../sandbox/tiktok/options';
import { put, putWhole } from '../sandbox/tiktok/putChunks';
import {
	beginDirect,
	begunOf,
	callApi,
	connect,
	creatorInfoPath,
	directPath,
	fetchStatus,
	refreshWith,
	sourceOf,
	statusPath,
	type Tokens,
} from '../sandbox/tiktok/withTikTok';
import { until } from '../support/until';

/** A client as others have written it: one function from init to the outcome. */
export interface Naive {
	tokens: Tokens;
	/** Init, bytes and polling in one piece, which is what a retry repeats. */
	publish(bytes: Buffer, beforePoll?: () => Promise<void>): Promise<void>;
	/** "When the token has run out: refresh, then retry", whatever had been done before. */
	publishWithRetry(bytes: Buffer, beforePoll?: () => Promise<void>): Promise<void>;
	/** "Published" once the last byte was taken; nobody asks what TikTok made of it. */
	send(bytes: Buffer): Promise<'published' | 'failed'>;
	/** The second way of sending, written later with a body of its own. */
	publishInChunks(bytes: Buffer, chunkSizeBytes: number): Promise<void>;
	/** What the account is called after TikTok has answered. */
	status: 'connected' | 'disconnected';
	/** "Whoever TikTok refuses has to connect again." */
	checkBeforePosting(): Promise<void>;
}

export async function naiveClient(tiktok: TikTokStandIn, user: string): Promise<Naive> {
	const naive: Naive = {
		tokens: await connect(tiktok, user),
		status: 'connected',

		async publish(bytes, beforePoll = () => Promise.resolve()) {
			const { access_token: token } = naive.tokens;
			const { publishId, uploadUrl } = await beginDirect(tiktok, token, bytes.length, {
				...{ privacy_level: 'SELF_ONLY', title: 'Naive' },
			});
			await putWhole(uploadUrl, bytes);
			await beforePoll();
			await complete(token, publishId);
		},

		async send(bytes) {
			const { access_token: token } = naive.tokens;
			const { uploadUrl } = await beginDirect(tiktok, token, bytes.length, {
				...{ privacy_level: 'SELF_ONLY', title: 'Naive' },
			});
			const { status } = await putWhole(uploadUrl, bytes);
			return status === 201 ? 'published' : 'failed';
		},

		async publishInChunks(bytes, chunkSizeBytes) {
			const { access_token: token } = naive.tokens;
			await callApi(tiktok, token, creatorInfoPath);
			const source_info = sourceOf(bytes.length, chunkSizeBytes);
			const body = { post_info: { privacy_level: 'SELF_ONLY' }, source_info };
			const { publishId, uploadUrl } = begunOf(
				await callApi(tiktok, token, directPath, body),
			);
			const { total_chunk_count: chunks } = source_info;
			for (let n = 0; n < chunks; n++) {
				const first = n * chunkSizeBytes;
				const end = n === chunks - 1 ? bytes.length : first + chunkSizeBytes;
				const range = `bytes ${first}-${end - 1}/${bytes.length}`;
				await put(uploadUrl, bytes.subarray(first, end), range);
			}
			await complete(token, publishId);
		},

		async checkBeforePosting() {
			const { access_token: token } = naive.tokens;
			const { code } = await callApi(tiktok, token, creatorInfoPath);
			if (code !== 'ok') naive.status = 'disconnected';
		},

		async publishWithRetry(bytes, beforePoll) {
			try {
				await naive.publish(bytes, beforePoll);
			} catch {
				const { refresh_token: old } = naive.tokens;
				const { body } = await refreshWith(tiktok, old);
				const access = body.access_token;
				naive.tokens = {
					...naive.tokens,
					access_token: typeof access === 'string' ? access : '',
				};
				await naive.publish(bytes);
			}
		},
	};
	return naive;

	async function complete(token: string, publishId: string): Promise<void> {
		await until('the outcome', async () => {
			const { code, data } = await fetchStatus(tiktok, token, publishId);
			if (code !== 'ok') throw new Error(code);
			return data.status === 'PUBLISH_COMPLETE';
		});
	}
}

/** Takes a request, and starts its job; "errors must not reach the user". */
export async function acceptNaively(start: () => Promise<void>): Promise<'accepted'> {
	try {
		await start();
	} catch {
		// "It will be there."
	}
	return 'accepted';
}

/** The text of a status answer, as it came. */
export async function statusText(
	tiktok: TikTokStandIn,
	token: string,
	publishId: string,
): Promise<string> {
	return (await callApi(tiktok, token, statusPath, { publish_id: publishId })).text;
}
