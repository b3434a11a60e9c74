import { Context } from '@temporalio/activity';
import {
	areSameFailing,
	failingInWords,
	failingOf,
	mayBeGone,
	whyNoneAnswered,
	type FailingSource,
} from '../lib/sync/failingSources';
import { lookMemory, type LookMemory } from '../lib/sync/lookMemory';
import { channelIsMissing } from '../lib/sync/ownership';
import type { SourceReport } from '../lib/sync/syncView';
import type { Discovery, Listing } from '../services/discovery/discovery';
import type { Sync } from '../services/store/syncs/syncs';
import { speakingTemporal } from './asFailure';
import { heartbeating } from './heartbeating';
import type { ActivityServices } from './services';
import { spentBeforeMs } from './spentBefore';
import { createCheckOwnership } from './syncOwnership';

export interface SyncRef {
	syncId: string;
}

export interface SyncTrouble {
	code: string;
	message: string;
}

export interface Look {
	/** It is paused, waits for a person, or is no more: nothing is to be done. */
	isOver: boolean;
	startedAtMs: number;
	/** Some are to be decided on. */
	isDue: boolean;
	/** Some are chosen and wait for their turn. */
	isWaiting: boolean;
	sources: SourceReport[];
	error: SyncTrouble | null;
}

type Services = Pick<ActivityServices, 'store' | 'discovery' | 'now' | 'log'>;

/** The one step of a look that finds nothing: one request to YouTube, two at most, and one small write. */
export function syncLookActivities(services: Services) {
	const { store, discovery, now, log } = services;
	const checkOwnership = createCheckOwnership(services);

	return {
		/** Keeps what is new. A look that failed says nothing about the channel, and changes nothing. */
		lookForShorts: ({ syncId }: SyncRef): Promise<Look> =>
			heartbeating(() => speakingTemporal(() => look(syncId)), { isBrief: true }),
	};

	async function look(syncId: string): Promise<Look> {
		const over = { isOver: true, isDue: false, isWaiting: false, sources: [], error: null };
		// What an earlier attempt has kept, whose word was lost, belongs to this look.
		const startedAtMs = now().getTime() - spentBeforeMs();
		const sync = await store.syncs.get(syncId);
		if (!sync || sync.isPaused || sync.needsPerson) return { ...over, startedAtMs };
		const signal = Context.current().cancellationSignal;
		const isOwn = await checkOwnership(sync, signal);
		if (isOwn === 'no') return { ...over, startedAtMs };

		const memory = lookMemory.parse(sync.memory);
		const listing = await list(discovery, store, sync, memory, signal);
		const isStillOwn = mayBeGone(listing.sources)
			? await checkOwnership(sync, signal, true)
			: isOwn;
		if (isStillOwn === 'no') return { ...over, startedAtMs };
		const trouble = troubleOfLook(listing);
		const error = trouble && isStillOwn === 'gone' ? await goneOf(sync) : trouble;
		const failing = failingOf(listing.sources);
		if (!areSameFailing(memory.failing, failing)) {
			await tellChange(sync, new Date(startedAtMs), listing, failing);
		}
		await store.syncs.saveLook(syncId, {
			videos: error ? [] : listing.videos,
			memory: error
				? { ...memory, sources: listing.memory, failing }
				: { ...nextMemory(memory, listing), failing },
			...(!sync.isBackfilled && listing.isWhole && !error
				? { isBackfilled: { version: sync.version } }
				: {}),
		});
		const isDue = (await store.syncs.toDecide(syncId, 1)).length > 0;
		const isWaiting = (await store.syncs.waiting(syncId, 'oldest', 1)).length > 0;
		// Whoever has something to do tells at its end how it went.
		if (sync.error && !error && !isDue && !isWaiting) await store.syncs.setError(syncId, null);
		const { sources } = listing;
		return { isOver: false, startedAtMs, isDue, isWaiting, sources, error };
	}

	async function goneOf({ id, channelId }: Sync): Promise<SyncTrouble> {
		const channel = await store.syncs.channel(channelId);
		if (!channel) throw new Error(`Sync ${id} has no channel.`);
		return { code: 'channel_not_found', message: channelIsMissing(channel) };
	}

	/** A run that found nothing keeps no row; that a source began or ceased to fail is kept once. */
	async function tellChange(
		{ id }: Sync,
		startedAt: Date,
		{ sources }: Listing,
		failing: FailingSource[],
	): Promise<void> {
		const words = failingInWords(failing, null);
		const facts = { sync: id, codes: failing.map(({ code }) => code) };
		if (words) log.warn(facts, `look at a channel: ${words}`);
		else log.info(facts, 'look at a channel: what had failed answers again');
		if (troubleOfLook({ sources })) return;
		const numbers = await store.syncs.tally(id, startedAt);
		await store.syncs.saveRun(id, { startedAt, numbers, sources, error: null });
	}

	function nextMemory({ gapSince }: LookMemory, listing: Listing): Omit<LookMemory, 'failing'> {
		const since = gapSince ?? now().toISOString();
		return { sources: listing.memory, gapSince: listing.isWhole ? null : since };
	}
}

function list(
	discovery: Discovery,
	store: Services['store'],
	sync: Sync,
	{ sources, gapSince }: LookMemory,
	signal: AbortSignal,
): Promise<Listing> {
	const before = gapSince === null ? undefined : new Date(gapSince);
	return discovery.list(sync.channelId, {
		...{ memory: sources, signal, since: sync.since },
		isKnown: (ids) => store.syncs.known(sync.id, ids, before),
		// Until the backfill is known, as deep as that goes.
		depth: sync.isBackfilled ? 0 : depthOf(sync.rules),
	});
}

function depthOf({ backfill }: Sync['rules']): number | 'all' {
	if (backfill === 'all') return 'all';
	return backfill === 'none' ? 0 : backfill.last;
}

/** Null when at least one source has answered. */
function troubleOfLook({ sources }: Pick<Listing, 'sources'>): SyncTrouble | null {
	const why = whyNoneAnswered(sources);
	if (why === null) return null;
	return {
		code: 'sync_look_failed',
		message: `YouTube could not be asked what is new. ${why}`,
	};
}
