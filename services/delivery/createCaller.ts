import axios, { isAxiosError } from 'axios';
import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { isLinkLocal, refusedUrl } from '../../lib/delivery/refusedUrl';
import type { Agents } from '../http/agents';
import type { Caller, Called } from './caller';

const postTimeoutMs = 20_000;
const reachTimeoutMs = 5_000;
/** Nobody reads the answers. */
const mostAnswerBytes = 64_000;

export function createCaller(agents: Agents, now: () => number = Date.now): Caller {
	const options = {
		...agents,
		maxRedirects: 0,
		maxContentLength: mostAnswerBytes,
		validateStatus: () => true,
		responseType: 'text' as const,
		lookup: lookupOthers,
	};

	return {
		async post({ url, secret, body, id }) {
			const refused = refusedUrl(url);
			if (refused) return { ok: false, retryable: false, why: refused };
			const text = JSON.stringify(body);
			try {
				const { status } = await axios.post(url, text, {
					...options,
					timeout: postTimeoutMs,
					signal: AbortSignal.timeout(postTimeoutMs),
					transformRequest: (data: string) => data,
					headers: {
						'Content-Type': 'application/json',
						'User-Agent': '14ms',
						'14ms-Id': id,
						'14ms-Signature': signatureOf(text, secret, now()),
					},
				});
				return meaningOf(status);
			} catch (error) {
				return { ok: false, retryable: true, why: whyNot(error) };
			}
		},

		async whyUnreachable(url) {
			const refused = refusedUrl(url);
			if (refused) return refused;
			try {
				await axios.get(new URL(url).origin, {
					...options,
					timeout: reachTimeoutMs,
					signal: AbortSignal.timeout(reachTimeoutMs),
				});
				return null;
			} catch (error) {
				const isTooLong = isAxiosError(error) && error.code === 'ERR_BAD_RESPONSE';
				return isTooLong ? null : whyNot(error);
			}
		},
	};
}

/** `t=<seconds>,s=<hex>`: HMAC-SHA256 of `<seconds>.<body>` under the secret of this callback or webhook. */
export function signatureOf(body: string, secret: string, nowMs: number): string {
	const seconds = Math.floor(nowMs / 1000);
	const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
	return `t=${seconds},s=${signature}`;
}

function meaningOf(status: number): Called {
	if (status >= 200 && status < 300) return { ok: true };
	const isFinal = status === 410 || (status >= 300 && status < 400);
	const why =
		status >= 300 && status < 400
			? `It answers with a redirect (HTTP ${status}), which is not followed.`
			: `It answers HTTP ${status}.`;
	return { ok: false, retryable: !isFinal, why };
}

/** A name that leads to a link-local address is refused when it is looked up, which is when it counts. */
async function lookupOthers(
	hostname: string,
	options: object,
): Promise<[addresses: { address: string; family: 4 | 6 }[]]> {
	const found = await lookup(hostname, { ...options, all: true });
	if (found.some(({ address }) => isLinkLocal(address))) {
		throw new Error('Link-local addresses are not called.');
	}
	return [found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))];
}

function whyNot(error: unknown): string {
	if (!isAxiosError(error)) return 'It could not be called.';
	const words: Partial<Record<string, string>> = {
		ECONNREFUSED: 'Nothing listens there (connection refused).',
		ENOTFOUND: 'Its name is not known here.',
		EAI_AGAIN: 'Its name could not be looked up.',
		ECONNABORTED: 'It does not answer in time.',
		ETIMEDOUT: 'It does not answer in time.',
		ERR_CANCELED: 'It does not answer in time.',
		ECONNRESET: 'It closed the connection.',
	};
	return words[error.code ?? ''] ?? `It could not be called (${error.code ?? 'no answer'}).`;
}
