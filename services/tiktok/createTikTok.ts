import { meaningOfTikTok } from '../../lib/tiktok/errorTable';
import type { TikTokEndpoint } from '../../lib/tiktok/limits';
import { userInfoFields } from '../../lib/tiktok/scopes';
import { whyNotUploadTo } from '../../lib/tiktok/uploadUrl';
import { emptyAnswer, tokenAnswer, userInfoAnswer } from '../../lib/tiktok/wire/accountAnswers';
import { creatorInfoAnswer, initAnswer, statusAnswer } from '../../lib/tiktok/wire/postAnswers';
import {
	countFields,
	videoFields,
	videoListAnswer,
	videoQueryAnswer,
} from '../../lib/tiktok/wire/videoAnswers';
import type { Agents } from '../http/agents';
import type { Log } from '../log';
import type { TikTokSettings } from '../settings';
import { askTikTok, type Question } from './askTikTok';
import { checkKeys } from './checkKeys';
import { putChunk, type TransferTimeouts } from './putChunk';
import type { TikTok } from './tiktok';
import { TikTokError } from './tikTokError';

export interface TikTokOptions {
	settings: TikTokSettings;
	agents: Agents;
	log: Log;
	/** For a whole call of the API; default 30 s. */
	timeoutMs?: number;
	/** For the transfer of a chunk; the total defaults to an upload URL's lifetime. */
	transferTimeouts?: TransferTimeouts;
}

const minuteMs = 60_000;
const usualTransferTimeouts: TransferTimeouts = {
	stallMs: minuteMs,
	answerMs: 5 * minuteMs,
	totalMs: 60 * minuteMs,
};

/** TikTok over HTTP, or any stand-in that speaks like it. */
export function createTikTok(options: TikTokOptions): TikTok {
	const { settings, agents, log, timeoutMs = 30_000 } = options;
	const { clientKey, clientSecret } = settings;
	const standInHostname = settings.isStandIn ? new URL(settings.apiUrl).hostname : null;
	const keys = { client_key: clientKey, client_secret: clientSecret };

	return {
		clientKey,
		authorizeUrl({ state, scopes, redirectUri, codeChallenge, alwaysAsk }) {
			const url = new URL(settings.authorizeUrl);
			const query = {
				client_key: clientKey,
				scope: scopes.join(','),
				response_type: 'code',
				redirect_uri: redirectUri,
				state,
				...(codeChallenge
					? { code_challenge: codeChallenge, code_challenge_method: 'S256' }
					: {}),
				...(alwaysAsk ? { disable_auto_auth: '1' } : {}),
			};
			for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
			return url.href;
		},
		exchangeCode: ({ code, redirectUri, codeVerifier }) =>
			ask({
				...post('oauth/token', '/v2/oauth/token/'),
				form: {
					...keys,
					code,
					grant_type: 'authorization_code',
					redirect_uri: redirectUri,
					...(codeVerifier ? { code_verifier: codeVerifier } : {}),
				},
				answer: tokenAnswer,
			}),
		refresh: (refreshToken) =>
			ask({
				...post('oauth/refresh', '/v2/oauth/token/'),
				form: { ...keys, grant_type: 'refresh_token', refresh_token: refreshToken },
				answer: tokenAnswer,
			}),
		revoke: (accessToken) =>
			ask({
				...post('oauth/revoke', '/v2/oauth/revoke/'),
				form: { ...keys, token: accessToken },
				answer: emptyAnswer,
			}),
		checkKeys: () => checkKeys(settings, { agents, timeoutMs }),
		async userInfo(accessToken, scopes) {
			const fields = userInfoFields(scopes);
			if (fields.length === 0) throw withoutScope('user/info');
			return ask({
				endpoint: 'user/info',
				method: 'GET',
				url: urlOf('/v2/user/info/', fields),
				accessToken,
				answer: userInfoAnswer,
			});
		},
		creatorInfo: (accessToken) =>
			ask({
				...post('creator_info', '/v2/post/publish/creator_info/query/'),
				accessToken,
				json: {},
				answer: creatorInfoAnswer,
			}),
		async initVideo(accessToken, body) {
			const where = body.post_info
				? post('video/init', '/v2/post/publish/video/init/')
				: post('inbox/video/init', '/v2/post/publish/inbox/video/init/');
			const init = await ask({ ...where, accessToken, json: body, answer: initAnswer });
			checkUploadUrl(init.uploadUrl);
			return init;
		},
		async putChunk(chunk) {
			checkUploadUrl(chunk.uploadUrl);
			return putChunk(chunk, agents, options.transferTimeouts ?? usualTransferTimeouts);
		},
		fetchStatus: (accessToken, publishId) =>
			ask({
				...post('status/fetch', '/v2/post/publish/status/fetch/'),
				accessToken,
				json: { publish_id: publishId },
				answer: statusAnswer,
			}),
		listVideos: (accessToken, { cursor, maxCount }) =>
			ask({
				endpoint: 'video/list',
				method: 'POST',
				url: urlOf('/v2/video/list/', videoFields),
				accessToken,
				json: { ...(cursor ? { cursor } : {}), max_count: maxCount ?? 20 },
				answer: videoListAnswer,
			}),
		queryVideos: (accessToken, postIds) =>
			ask({
				endpoint: 'video/query',
				method: 'POST',
				url: urlOf('/v2/video/query/', countFields),
				accessToken,
				json: { filters: { video_ids: postIds } },
				answer: videoQueryAnswer,
			}),
	};

	async function ask<T>(question: Question<T>): Promise<T> {
		try {
			return await askTikTok(question, { agents, timeoutMs });
		} catch (error) {
			if (error instanceof TikTokError) {
				const { endpoint, meaning, facts } = error;
				log.warn(
					{ endpoint, code: meaning.code, ...facts },
					'TikTok did not do what was asked.',
				);
			}
			throw error;
		}
	}

	function post(endpoint: TikTokEndpoint, path: string) {
		return { endpoint, method: 'POST' as const, url: settings.apiUrl + path };
	}

	function urlOf(path: string, fields: string[]): string {
		return `${settings.apiUrl}${path}?fields=${fields.join(',')}`;
	}

	function checkUploadUrl(uploadUrl: string): void {
		const why = whyNotUploadTo(uploadUrl, standInHostname);
		if (why === null) return;
		const sentence = `TikTok gave an upload address that 14ms does not send files to: ${why}. Check TIKTOK_API_URL and the proxy.`;
		throw new TikTokError(
			'upload',
			{ code: 'tiktok_refused', sentence, remedy: { do: 'fail' } },
			{ httpStatus: 200, tiktokCode: null, logId: null },
		);
	}
}

function withoutScope(endpoint: TikTokEndpoint): TikTokError {
	const code = 'scope_not_authorized';
	return new TikTokError(endpoint, meaningOfTikTok({ endpoint, httpStatus: 401, code }), {
		httpStatus: 401,
		tiktokCode: null,
		logId: null,
	});
}
