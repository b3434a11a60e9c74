import type { TikTokStandIn } from '../../sandbox/tiktok/options';
import { putWhole } from '../sandbox/tiktok/putChunks';
import {
	beginDirect,
	callApi,
	connect,
	fetchStatus,
	refreshWith,
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
}

export async function naiveClient(tiktok: TikTokStandIn, user: string): Promise<Naive> {
	const naive: Naive = {
		tokens: await connect(tiktok, user),

		async publish(bytes, beforePoll = () => Promise.resolve()) {
			const { access_token: token } = naive.tokens;
			const { publishId, uploadUrl } = await beginDirect(tiktok, token, bytes.length, {
				...{ privacy_level: 'SELF_ONLY', title: 'Naive' },
			});
			await putWhole(uploadUrl, bytes);
			await beforePoll();
			await until('the outcome', async () => {
				const { code, data } = await fetchStatus(tiktok, token, publishId);
				if (code !== 'ok') throw new Error(code);
				return data.status === 'PUBLISH_COMPLETE';
			});
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
}

/** The text of a status answer, as it came. */
export async function statusText(
	tiktok: TikTokStandIn,
	token: string,
	publishId: string,
): Promise<string> {
	return (await callApi(tiktok, token, statusPath, { publish_id: publishId })).text;
}
