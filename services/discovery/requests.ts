import axios, { type AxiosResponse, isAxiosError } from 'axios';
import { Problem } from '../../lib/errors';
import type { Agents } from '../http/agents';

/** An answer of YouTube, whatever its status. */
export interface Answered {
	status: number;
	header(name: string): string | null;
	text: string;
}

export type Ask = (
	url: string,
	options: {
		method?: 'GET' | 'HEAD';
		params?: Record<string, string | number>;
		headers?: Record<string, string>;
		signal: AbortSignal;
	},
) => Promise<Answered>;

const patienceMs = 20_000;
const mostBytes = 8_000_000;

/**
 * Asks YouTube. No redirect is followed, so that no header with a key goes elsewhere.
 * Throws Problem youtube_unreachable; an abort throws the signal's reason.
 */
export function createAsk(agents: Agents): Ask {
	return async (url, options) => {
		const { signal } = options;
		try {
			return await once(url, options);
		} catch (error) {
			signal.throwIfAborted();
			// A kept connection that the other side has just closed: nothing was asked yet, or it may be asked again.
			const isStale =
				isAxiosError(error) && ['ECONNRESET', 'EPIPE'].includes(error.code ?? '');
			if (isStale) return once(url, options).catch(() => unreachable(url, signal));
			return unreachable(url, signal);
		}
	};

	async function once(
		url: string,
		{ method = 'GET', params, headers, signal }: Parameters<Ask>[1],
	): Promise<Answered> {
		const response: AxiosResponse<string> = await axios.request({
			...agents,
			...{ url, method, params },
			headers: { 'User-Agent': '14ms', ...headers },
			maxRedirects: 0,
			maxContentLength: mostBytes,
			responseType: 'text',
			transformResponse: (text: string) => text,
			validateStatus: () => true,
			timeout: patienceMs,
			signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
		});
		return {
			status: response.status,
			header(name) {
				const value: unknown = response.headers[name];
				return typeof value === 'string' ? value : null;
			},
			text: typeof response.data === 'string' ? response.data : '',
		};
	}
}

/** Not axios's error itself: that holds the request, and with it the key. */
function unreachable(url: string, signal: AbortSignal): never {
	signal.throwIfAborted();
	throw new Problem(
		'youtube_unreachable',
		`${new URL(url).hostname} could not be reached, or the connection broke: it is asked again next time.`,
	);
}
