import axios from 'axios';
import { quoted } from '../../lib/quoted';
import { callbackPath } from '../../lib/webSub/callback';
import { topicOf } from '../../lib/webSub/topic';
import type { Agents } from '../http/agents';
import type { WebSubHub } from './webSubHub';

const patienceMs = 20_000;
const mostBytes = 100_000;
/** The longest that Google's hub gives. */
const leaseSec = 864_000;

/** @param countCall told of each call before it is made */
export function createWebSubHub(
	agents: Agents,
	countCall: (endpoint: string) => Promise<void>,
): WebSubHub {
	return {
		async ask(mode, { hubUrl, callbackOrigin }, { channelId, token, secret }) {
			const { hostname } = new URL(hubUrl);
			const form = new URLSearchParams({
				'hub.mode': mode,
				'hub.topic': topicOf(channelId),
				'hub.callback': new URL(callbackPath(token), callbackOrigin).href,
				'hub.verify': 'async',
				...(mode === 'subscribe'
					? { 'hub.secret': secret, 'hub.lease_seconds': String(leaseSec) }
					: {}),
			});
			await countCall('websub');
			try {
				const { status, data } = await axios.post<string>(hubUrl, form, {
					...agents,
					...{ maxRedirects: 0, maxContentLength: mostBytes, timeout: patienceMs },
					...{ responseType: 'text', validateStatus: () => true },
					headers: { 'User-Agent': '14ms' },
					signal: AbortSignal.timeout(patienceMs),
				});
				if (status >= 200 && status < 300) return { ok: true };
				const said = typeof data === 'string' && data.trim() ? `: ${quoted(data, 80)}` : '';
				return { ok: false, why: `The hub ${hostname} answered ${status}${said}.` };
			} catch {
				// Not its error itself: that holds the form, and with it the secret.
				return { ok: false, why: `The hub ${hostname} could not be reached.` };
			}
		},
	};
}
