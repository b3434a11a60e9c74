import type { Info } from '@temporalio/activity';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createActivities } from '../../activities';
import type { ActivityServices } from '../../activities/services';
import type { Look } from '../../activities/syncLook';
import { Problem } from '../../lib/errors';
import { renderCaption } from '../../services/captions/renderCaption';
import { requestRepost } from '../../services/desk/requestRepost';
import type { Store } from '../../services/store/store';
import type { Sync } from '../../services/store/syncs/syncs';
import { newAccount } from '../services/store/samples';
import { newSync } from '../services/store/syncs/syncSamples';
import type { NewSync } from '../../services/store/syncs/syncs';
import { scriptedDiscovery } from '../support/scriptedDiscovery';
import { withStore } from '../support/withStore';
import { rememberingEngine } from '../web/support/startWebUnderTest';

const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** The activities of a sync on a real store, with a YouTube and a clock that the test tells. */
export function syncBench(store: Store) {
	const discovery = scriptedDiscovery();
	const engine = rememberingEngine();
	const bench = {
		...{ discovery, engine },
		/** Warnings in the log. */
		warned: [] as string[],
		nowMs: Date.now(),
		/** What TikTok allows. */
		scopes: ['video.upload', 'video.publish'],
	};
	const log = { ...quiet, warn: (_: object, message: string) => void bench.warned.push(message) };
	const now = () => new Date(bench.nowMs);
	const starter = {
		start: async (repost: { id: string; attempt: number }) => {
			await engine.startRepost(repost.id, repost.attempt);
			return true;
		},
		nudge: () => Promise.resolve(true),
	};
	const tiktok = { scopesOf: () => Promise.resolve(bench.scopes) };
	const away = () => Promise.reject(new Problem('internal', 'This is not for syncs.'));
	const services = {
		...{ store, discovery, renderCaption, engine, now, log },
		timing: { heartbeatTimeoutMs: 1, statusPollMs: 1, reviewMs: 1, accessTokenMs: 1 },
		requestRepost: (request, by, statement) =>
			requestRepost(
				{ store, tiktok: { ...unused, ...tiktok }, starter, now },
				request,
				by,
				undefined,
				statement,
			),
	} satisfies Partial<ActivityServices>;
	const unused = {
		...{ creatorInfo: away, initVideo: away, fetchStatus: away, listVideos: away },
		...{ queryVideos: away, refreshNames: away, refreshGrant: away, disconnect: away },
	};
	const activities = createActivities(services as unknown as ActivityServices);
	const run = <T>(work: () => Promise<T>, info: Partial<Info> = {}): Promise<T> =>
		new MockActivityEnvironment(info, { logger: quiet }).run(work);

	return Object.assign(bench, {
		activities,
		run,

		/** A sync of a channel that is the person's own. */
		async follow(given: Partial<NewSync> = {}): Promise<Sync> {
			const accountId = given.accountId ?? (await newAccount(store)).id;
			const sync = await newSync(store, { ...given, accountId });
			const at = now().toISOString();
			const said = { kind: 'statement', wording: 'Mine.', by: 'operator (API)' } as const;
			await store.syncs.own(sync.channelId, { ...said, at, checkedAt: at });
			discovery.add({ channelId: sync.channelId });
			return sync;
		},

		/** From now on lists are as yt-dlp's: ids and titles, to the end. */
		listNoDates(): void {
			const list = discovery.list.bind(discovery);
			const bare = { publishedAt: null, description: null, durationSec: null };
			discovery.list = async (channelId, options) => {
				const videos = discovery.videos.get(channelId) ?? [];
				return {
					...(await list(channelId, options)),
					videos: videos.map((video) => ({ ...video, ...bare })),
				};
			};
		},

		/** One look as the workflow makes it. */
		async look({ id: syncId }: Pick<Sync, 'id'>): Promise<Look> {
			const look = await run(() => activities.lookForShorts({ syncId }));
			if (look.isOver) return look;
			let { isDue } = look;
			while (isDue) ({ isDue } = await run(() => activities.decideShorts({ syncId })));
			const { startedAtMs, sources } = look;
			const asked = await run(() => activities.requestShorts({ syncId, startedAtMs }));
			const error = look.error ?? asked.error;
			await run(() => activities.finishSyncRun({ syncId, startedAtMs, sources, error }));
			return look;
		},
	});
}

export type SyncBench = ReturnType<typeof syncBench>;

/** For all tests of a file: a store of its own, and a bench for each test, whose clock is the store's, too. */
export function syncBenches(): { readonly bench: SyncBench; readonly store: Store } {
	let store: Store | undefined;
	let bench: SyncBench | undefined;
	withStore((opened) => (store = opened), {
		now: () => new Date(bench?.nowMs ?? Date.now()),
	});
	const there = <T>(part: T | undefined): T => {
		if (!part) throw new Error('It is there only while tests run.');
		return part;
	};
	beforeEach(() => {
		bench = syncBench(there(store));
	});
	return {
		get bench() {
			return there(bench);
		},
		get store() {
			return there(store);
		},
	};
}
