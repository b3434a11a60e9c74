import { createHmac, randomUUID } from 'node:crypto';
import { type Answer, plainAnswer } from '../answer';
import type { Catalogue } from '../channels/catalogue';
import type { ShelfVideo } from '../channels/channel';
import { feed, xml } from '../feed';

export const hubHost = 'pubsubhubbub.appspot.com';

export interface Subscription {
	callback: string;
	channelId: string;
	secret: string | null;
	/** ISO 8601 */
	leaseUntil: string;
}

/** What the hub has sent to a callback, and what came back. */
export interface HubCall {
	kind: 'verify' | 'denied' | 'video' | 'deleted';
	callback: string;
	videoId: string | null;
	/** 0: no answer. */
	status: number;
}

const defaultLeaseSec = 432_000;
const patienceMs = 10_000;

/** Google's WebSub hub, as far as YouTube's channel feeds are published there. */
export class Hub {
	readonly #subscriptions = new Map<string, Subscription>();
	readonly calls: HubCall[] = [];
	/** Whoever asks for more gets this. */
	longestLeaseSec = 864_000;
	readonly #running = new Set<Promise<unknown>>();

	constructor(
		private readonly catalogue: Catalogue,
		private readonly now: () => number,
	) {}

	/** Leases that have not run out. */
	get subscriptions(): Subscription[] {
		const all = [...this.#subscriptions.values()];
		return all.filter(({ leaseUntil }) => Date.parse(leaseUntil) > this.now());
	}

	/** Resolves when everything that has begun has been sent. */
	async settled(): Promise<void> {
		while (this.#running.size > 0) await Promise.all(this.#running);
	}

	/** `POST /subscribe` with a form. Verification is asynchronous unless `hub.verify=sync`. */
	async ask(form: URLSearchParams, isDenied: boolean): Promise<Answer> {
		const mode = form.get('hub.mode');
		const callback = URL.parse(form.get('hub.callback') ?? '');
		const topic = form.get('hub.topic') ?? '';
		const channelId = channelOfTopic(topic);
		if (mode !== 'subscribe' && mode !== 'unsubscribe') {
			return plainAnswer('Invalid value for hub.mode', 400);
		}
		if (!callback || !/^https?:$/.test(callback.protocol)) {
			return plainAnswer('Invalid parameter: hub.callback', 400);
		}
		if (channelId === null) return plainAnswer('Invalid parameter: hub.topic', 400);
		const secret = form.get('hub.secret');
		if (secret !== null && Buffer.byteLength(secret) > 200) {
			return plainAnswer('Invalid parameter: hub.secret', 400);
		}
		const wantedSec = Number(form.get('hub.lease_seconds') ?? defaultLeaseSec);
		const leaseSec = Math.min(Math.max(wantedSec || defaultLeaseSec, 1), this.longestLeaseSec);
		const asked = { mode, topic, callback, channelId, secret, leaseSec } as const;
		if (isDenied) {
			void this.#run(this.#deny(callback, topic));
			return plainAnswer('', 202);
		}
		const verifying = this.#run(this.#verify(asked, form.get('hub.verify_token')));
		if (form.get('hub.verify') !== 'sync') return plainAnswer('', 202);
		return (await verifying) ? plainAnswer('', 204) : plainAnswer('Unverified', 409);
	}

	/** Tells the subscribers of its channel of a video. */
	push(video: ShelfVideo): void {
		const query = new URLSearchParams({ channel_id: video.channelId });
		const etag = undefined;
		const whole = feed(this.catalogue, query, { now: this.now(), hasValidators: false, etag });
		const entries = whole.body.split(/^(?= <entry>)/m);
		const entry = entries.find((text) => text.includes(`<yt:videoId>${video.id}<`)) ?? '';
		// The last one has the end of the feed after it.
		const alone = entry
			.replace(/<media:group>[^]*<\/media:group>\s*/, '')
			.replace(/<\/feed>\s*$/, '');
		const body = atom(video.channelId, alone);
		this.#send('video', video, body);
	}

	pushDeleted(video: ShelfVideo): void {
		const when = new Date(this.now()).toISOString();
		const entry = ` <at:deleted-entry ref="yt:video:${video.id}" when="${when}">
  <link href="https://www.youtube.com/watch?v=${video.id}"/>
  <at:by><name>${xml(video.channel)}</name><uri>https://www.youtube.com/channel/${video.channelId}</uri></at:by>
 </at:deleted-entry>\n`;
		this.#send('deleted', video, atom(video.channelId, entry));
	}

	#send(kind: 'video' | 'deleted', video: ShelfVideo, body: string): void {
		for (const { callback, channelId, secret } of this.subscriptions) {
			if (channelId !== video.channelId) continue;
			const signature = secret && createHmac('sha1', secret).update(body).digest('hex');
			const headers = {
				'content-type': 'application/atom+xml',
				link: `<https://${hubHost}/>; rel="hub", <${topicOf(channelId)}>; rel="self"`,
				...(signature ? { 'x-hub-signature': `sha1=${signature}` } : {}),
			};
			const init = { method: 'POST', headers, body };
			void this.#run(this.#call(kind, new URL(callback), init, video.id));
		}
	}

	async #verify(
		asked: {
			mode: 'subscribe' | 'unsubscribe';
			topic: string;
			callback: URL;
			channelId: string;
			secret: string | null;
			leaseSec: number;
		},
		verifyToken: string | null,
	): Promise<boolean> {
		const { mode, topic, callback, channelId, secret, leaseSec } = asked;
		const challenge = randomUUID();
		const url = new URL(callback);
		url.searchParams.set('hub.mode', mode);
		url.searchParams.set('hub.topic', topic);
		url.searchParams.set('hub.challenge', challenge);
		if (mode === 'subscribe') url.searchParams.set('hub.lease_seconds', String(leaseSec));
		if (verifyToken !== null) url.searchParams.set('hub.verify_token', verifyToken);
		const { status, text } = await this.#call('verify', url, {}, null);
		if (status < 200 || status > 299 || text.trim() !== challenge) return false;
		const key = `${callback.href} ${channelId}`;
		if (mode === 'unsubscribe') {
			this.#subscriptions.delete(key);
			return true;
		}
		const leaseUntil = new Date(this.now() + leaseSec * 1000).toISOString();
		this.#subscriptions.set(key, { callback: callback.href, channelId, secret, leaseUntil });
		return true;
	}

	async #deny(callback: URL, topic: string): Promise<void> {
		const url = new URL(callback);
		url.searchParams.set('hub.mode', 'denied');
		url.searchParams.set('hub.topic', topic);
		url.searchParams.set('hub.reason', 'Refused by the sandbox');
		await this.#call('denied', url, {}, null);
	}

	async #call(
		kind: HubCall['kind'],
		url: URL,
		init: RequestInit,
		videoId: string | null,
	): Promise<{ status: number; text: string }> {
		const call: HubCall = {
			kind,
			callback: `${url.origin}${url.pathname}`,
			videoId,
			status: 0,
		};
		this.calls.push(call);
		try {
			const signal = AbortSignal.timeout(patienceMs);
			const answer = await fetch(url, { ...init, signal, redirect: 'manual' });
			call.status = answer.status;
			return { status: answer.status, text: await answer.text() };
		} catch {
			return { status: 0, text: '' };
		}
	}

	#run<T>(work: Promise<T>): Promise<T> {
		this.#running.add(work);
		void work.finally(() => this.#running.delete(work));
		return work;
	}
}

function channelOfTopic(topic: string): string | null {
	const match =
		/^https:\/\/www\.youtube\.com\/(?:xml\/)?feeds\/videos\.xml\?channel_id=(UC[\w-]{22})$/.exec(
			topic,
		);
	return match?.[1] ?? null;
}

function topicOf(channelId: string): string {
	return `https://www.youtube.com/xml/feeds/videos.xml?channel_id=${channelId}`;
}

function atom(channelId: string, entry: string): string {
	return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:at="http://purl.org/atompub/tombstones/1.0" xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="https://${hubHost}"/><link rel="self" href="${topicOf(channelId)}"/><title>YouTube video feed</title><updated>${new Date().toISOString()}</updated>
${entry}</feed>
`;
}
