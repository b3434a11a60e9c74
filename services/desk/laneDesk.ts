import { accountName } from '../../lib/accountName';
import type { LaneChanges } from '../../lib/posting/lane/laneSettings';
import type { Wait } from '../../lib/posting/lane/laneFacts';
import type { LaneView } from '../../lib/posting/lane/laneView';
import type { LaneLook, Place } from '../store/lanes/lanes';
import type { Account } from '../store/accounts';
import type { Repost } from '../store/reposts/reposts';
import type { Store } from '../store/store';
import type { Engine } from '../temporal/engine';
import { unlessAway } from '../temporal/unlessAway';

/** What people decide about an account's lane. `account` is an id, a username or a unique display name. */
export interface LaneDesk {
	look(account: string): Promise<LaneView>;
	change(account: string, changes: LaneChanges): Promise<LaneView>;
	pause(account: string, note: string | null): Promise<LaneView>;
	/** Also asks TikTok anew where it had closed the lane. */
	resume(account: string): Promise<LaneView>;
	/** After something about a waiting repost has changed. */
	tell(accountId: string): Promise<void>;
	/** The repost with what its lane will say of it, which the ledger has only once the lane has looked. */
	foreseen(repost: Repost): Promise<Repost>;
}

const mostShown = 200;

export function createLaneDesk({ store, engine }: { store: Store; engine: Engine }): LaneDesk {
	return {
		look: async (name) => view(await store.accounts.find(name)),
		change: (name, changes) => wish(name, (id) => store.lanes.change(id, changes)),
		pause: (name, note) => wish(name, (id) => store.lanes.pause(id, note)),
		resume: (name) => wish(name, (id) => store.lanes.resume(id)),
		tell,
		foreseen,
	};

	async function wish(name: string, act: (id: string) => Promise<unknown>): Promise<LaneView> {
		const account = await store.accounts.find(name);
		await act(account.id);
		await tell(account.id);
		return view(account);
	}

	/** While Temporal is away nobody goes on anyway, and the lane looks again by itself. */
	async function tell(accountId: string): Promise<void> {
		if (!(await store.lanes.isWaitedFor(accountId))) return;
		await unlessAway(() => engine.wakeLane(accountId));
	}

	async function foreseen(repost: Repost): Promise<Repost> {
		if (repost.state !== 'queued' || repost.error) return repost;
		const wait = waitsIn(await store.lanes.look(repost.accountId)).find(
			({ id }) => id === repost.id,
		);
		return wait ? { ...repost, nextStep: wait.sentence } : repost;
	}

	async function view(account: Account): Promise<LaneView> {
		return viewOfLane(account, await store.lanes.look(account.id));
	}
}

/** Whose turn has come waits, too, until the lane has looked: first of all. */
function waitsIn({ facts, decision: { grants, waits } }: LaneLook): Wait[] {
	const isWithout = ({ id }: { id: string }) =>
		!facts.inLane.some((place) => place.id === id && place.hasWork);
	const next = grants.filter(isWithout).map(({ id }): Wait => {
		const sentence = 'Its turn has come: it goes on in a moment.';
		return { id, why: 'turn', sentence, atMs: facts.nowMs };
	});
	return [...next, ...waits];
}

function viewOfLane(account: Account, look: LaneLook): LaneView {
	const { lane, facts } = look;
	const waits = waitsIn(look).flatMap((wait) => {
		const place = facts.inLane.find(({ id }) => id === wait.id);
		return place ? [{ place, wait }] : [];
	});
	return {
		accountId: account.id,
		account: accountName(account),
		settings: lane.settings,
		atOnce: facts.atOnce,
		paused: lane.paused && { note: lane.paused.note, at: lane.paused.at.toISOString() },
		closures: facts.closures
			.filter(({ untilMs }) => untilMs > facts.nowMs)
			.map(({ code, sentence, of, untilMs, isOfApp }) => ({
				...{ code, sentence, of, isOfApp },
				until: iso(untilMs),
			})),
		posts: facts.postsMs.toSorted((a, b) => a - b).map(iso),
		onTheWay: facts.inLane.filter(({ hasWork }) => hasWork).map(named),
		waiting: {
			total: waits.length,
			items: waits.slice(0, mostShown).map(({ place, wait }) => ({
				...named(place),
				...{ why: wait.why, reason: wait.sentence },
				expectedAt: wait.atMs === null ? null : iso(wait.atMs),
			})),
		},
	};
}

function named({ id, videoId, title, state, priority }: Place) {
	return { id, video: videoId, title, state, priority };
}

const iso = (ms: number) => new Date(ms).toISOString();
