import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { webSubActivities } from '../../../activities/webSub';
import { startYouTube, type YouTubeStandIn } from '../../../sandbox/youtube/startYouTube';
import { createAgents } from '../../../services/http/agents';
import type { Sync } from '../../../services/store/syncs/syncs';
import { createWebSubHub } from '../../../services/webSub/createWebSubHub';
import { samples } from '../../services/youtube/youtubeBench';
import { newSync, newVideo } from '../../services/store/syncs/syncSamples';
import { startWebUnderTest, type WebUnderTest } from '../support/startWebUnderTest';

/** The web service with YouTube's hub beside it, for all tests of a file. */
export function hubOnWeb() {
	const on = { aheadMs: 0 } as {
		/** How far the clock is ahead. */
		aheadMs: number;
		web: WebUnderTest;
		youtube: YouTubeStandIn;
		activities: ReturnType<typeof webSubActivities>;
	};
	const now = () => new Date(Date.now() + on.aheadMs);
	beforeAll(async () => {
		on.web = await startWebUnderTest({ now });
		const dir = join(on.web.dir, 'youtube');
		on.youtube = await startYouTube({ dir, videos: await samples('small'), now: () => +now() });
		const agents = createAgents(
			{ httpProxy: null, httpsProxy: on.youtube.proxyUrl, noProxy: [] },
			{ caFile: on.youtube.caFile },
		);
		const webSubHub = createWebSubHub(agents, () => Promise.resolve());
		// As its first sweep does it.
		await on.web.webSub.sweep();
		on.activities = webSubActivities({ store: on.web.store, webSubHub, now });
	});
	beforeEach(() => {
		on.web.engine.asked.length = 0;
		on.web.engine.away = false;
		on.web.lines.length = 0;
		on.youtube.setFault({});
	});
	afterAll(async () => {
		await on.youtube.close();
		await on.web.close();
	});

	/** A sync of a channel of its own. */
	async function followed(): Promise<Sync> {
		const { id: channelId, handle, title } = on.youtube.channels.add();
		await on.web.store.syncs.keepChannel({ channelId, handle, title, avatarUrl: null });
		return newSync(on.web.store, { channelId });
	}

	/** The hub has been asked for it, and has said its word. */
	async function asked({ channelId }: Sync) {
		const facts = await on.activities.askHub({ channelId });
		await on.youtube.hub.settled();
		return facts;
	}

	async function subscribed(): Promise<Sync> {
		const sync = await followed();
		await asked(sync);
		expect((await rowOf(sync)).state).toBe('active');
		on.web.engine.asked.length = 0;
		return sync;
	}

	async function rowOf({ channelId }: Sync) {
		const row = await on.web.store.webSubs.get(channelId);
		if (!row) throw new Error('The channel has a subscription.');
		return row;
	}

	async function addressOf(sync: Sync): Promise<string> {
		return `${on.web.origin}/api/youtube/websub/${(await rowOf(sync)).token}`;
	}

	async function intent(sync: Sync, query: Record<string, string>) {
		const address = new URL(await addressOf(sync));
		for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
		const response = await fetch(address);
		return { status: response.status, text: await response.text() };
	}

	/** As from the hub, signed as the test wants it. */
	async function push(sync: Sync, ids: string[], key?: string): Promise<number> {
		const entries = ids.map(
			(id) =>
				`<entry><yt:videoId>${id}</yt:videoId><yt:channelId>${sync.channelId}</yt:channelId></entry>`,
		);
		const body = `<feed>${entries.join('')}</feed>`;
		const secret = key ?? (await on.web.store.webSubs.secret(sync.channelId)) ?? '';
		const signature = createHmac('sha256', secret).update(body).digest('hex');
		const headers = { 'X-Hub-Signature': `sha256=${signature}` };
		return (await fetch(await addressOf(sync), { method: 'POST', headers, body })).status;
	}

	const triggers = ({ id }: Sync) =>
		on.web.engine.asked.filter((what) => what === `trigger ${id}`);
	const idOf = () => newVideo().videoId;

	return Object.assign(on, {
		now,
		followed,
		asked,
		subscribed,
		rowOf,
		addressOf,
		intent,
		push,
		triggers,
		idOf,
	});
}
