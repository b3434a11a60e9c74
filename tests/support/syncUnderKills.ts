import { z } from 'zod';
import { decisionView, syncRunView, type SyncRunView } from '../../lib/sync/syncView';
import { repostView } from '../../lib/posting/view';
import { sandboxApiKey } from '../../sandbox/youtube/dataApi/dataApi';
import { Crew } from '../chaos/crew';
import { playApart } from '../chaos/stage';
import { openBox, type Box } from './box';
import { violationsOfCopies } from './copies';
import { HeldRequests, HeldWrites } from './held';
import type { Place } from './place';
import { startPostgres } from './postgres';
import { until } from './until';

const hourMs = 3_600_000;

/** A channel with its Shorts, which a sync is going to follow. */
export interface Shelf {
	username: string;
	channelId: string;
	/** Oldest first, as they are taken. */
	videoIds: string[];
}

/** 14ms as processes of their own, which a test kills at moments that it holds. */
export interface UnderKills {
	crew: Crew;
	requests: HeldRequests;
	writes: HeldWrites;
	/** With a creator who is connected. */
	shelf(username: string, count: number): Promise<Shelf>;
	/** Takes all that is there, by itself; resolves to the id of the sync, whose first look has been asked for. */
	follow(shelf: Shelf): Promise<string>;
	/** The runs that have something to say, once there is one. */
	runs(syncId: string): Promise<SyncRunView[]>;
	/** Each Short has one decision, one repost and one post, once all have been posted. */
	expectEachOnce(syncId: string, shelf: Shelf): Promise<void>;
	close(): Promise<void>;
}

export async function startUnderKills(): Promise<UnderKills> {
	const requests = new HeldRequests();
	const box: Box = await openBox(['small'], {}, { onMoment: requests.onMoment });
	const postgres = await startPostgres();
	const crew = new Crew();
	const env = { YOUTUBE_API_KEY: sandboxApiKey, UNCERTAIN_AFTER_HOURS: '1' };
	const place: Place = await playApart(box, crew, postgres, { workers: ['worker'], env });
	const writes = await HeldWrites.on(postgres.url);

	async function api<T>(path: string, answer: z.ZodType<T>, body?: unknown): Promise<T> {
		const headers = {
			authorization: `Bearer ${place.operatorToken()}`,
			'content-type': 'application/json',
		};
		const ask = () =>
			fetch(`${place.baseUrl}/api/v1${path}`, {
				...{ headers, method: body === undefined ? 'GET' : 'POST' },
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			});
		// It may be just starting again.
		const response = await until('the web service', () => ask().catch(() => null));
		return answer.parse(await response.json());
	}

	return {
		...{ crew, requests, writes },

		async shelf(username, count) {
			await box.sandbox.control('users', { username });
			await place.connect(username);
			const { id: channelId } = box.youtube.channels.add();
			const videoIds = Array.from({ length: count }, (_, n) => {
				const publishedAt = new Date(Date.now() - (count - n) * hourMs).toISOString();
				const video = { title: `Short ${n + 1}`, description: '', publishedAt };
				return box.youtube.channels.publish(channelId, video).id;
			});
			return { username, channelId, videoIds };
		},

		async follow({ username, channelId }) {
			const { id } = await api('/syncs', z.object({ id: z.string() }), {
				...{ account: username, channel: channelId, everyMinutes: 10_080 },
				...{ posting: 'auto', settings: { privacy: 'SELF_ONLY' }, ownContent: true },
				// A rule about the length, so that YouTube is asked for details.
				rules: { backfill: 'all', maxPerRun: 20, minDurationSec: 1 },
				captions: { template: '{{ title }}' },
			});
			return id;
		},

		runs: (syncId) =>
			until(
				'the run',
				async () => {
					const page = z.object({ items: z.array(syncRunView) });
					const { items } = await api(`/syncs/${syncId}/runs`, page);
					return items.length > 0 ? items : null;
				},
				180_000,
			),

		async expectEachOnce(syncId, { username, videoIds }) {
			const captions = videoIds.map((_, n) => `Short ${n + 1}`);
			const page = z.object({ items: z.array(repostView) });
			const ofUser = () => api(`/reposts?account=${username}&limit=100`, page);
			const areAllPosted = async () =>
				(await ofUser()).items.filter(({ state }) => state === 'published').length >=
				videoIds.length;
			await until(`the posts of ${username}`, areAllPosted, 150_000).catch(async () => {
				const left = (await ofUser()).items.filter(({ state }) => state !== 'published');
				const told = left.map(({ id, state, error, nextStep, attempt }) =>
					JSON.stringify({ id, state, error, nextStep, attempt }),
				);
				throw new Error(`Of ${username}, not posted yet:\n${told.join('\n')}`);
			});
			const { items: list } = await ofUser();
			expect(list.map(({ video }) => video).sort()).toEqual([...videoIds].sort());
			const { posts, violations } = await box.sandbox.state(username);
			expect(posts.map(({ caption }) => caption).sort()).toEqual(captions);
			expect(violations.filter(({ kind }) => !violationsOfCopies.has(kind))).toEqual([]);
			const decisions = z.object({ items: z.array(decisionView) });
			const { items } = await api(`/syncs/${syncId}/decisions?limit=100`, decisions);
			const told = items.map(({ video, state, reason }) => `${video} ${state} ${reason}`);
			expect(told.sort()).toEqual(videoIds.map((id) => `${id} requested chosen`).sort());
			const idOf = new Map(list.map(({ video, id }) => [video, id]));
			for (const { video, repost } of items) expect(repost?.id).toBe(idOf.get(video));
		},

		async close() {
			await writes.close();
			await crew.dismiss();
			await box.close();
			await postgres.stop();
		},
	};
}
