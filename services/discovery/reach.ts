import { instantMs } from '../../lib/instantMs';
import type { ChannelVideo } from '../../lib/youtube/channelVideo';

/** Says how far a list has to be read. */
export interface Reach {
	/** The newest so many are wanted in any case. */
	depth: number | 'all';
	/**
	 * True when nothing further has to be read: the wanted depth is reached, and a known video or one from before `since`.
	 * @param page what was just read, newest first
	 * @param count of all that were read
	 */
	isReached(page: ChannelVideo[], count: number): Promise<boolean>;
}

export interface ReachWanted {
	depth: number | 'all';
	isKnown: (videoIds: string[]) => Promise<Set<string>>;
	/** Below what was published before, only the depth counts; undefined: that is not known. */
	since?: Date | undefined;
}

/** For one source: each reads from the newest on. */
export function createReach({ depth, isKnown, since }: ReachWanted): Reach {
	let hasMetKnown = false;
	return {
		depth,
		async isReached(page, count) {
			if (depth === 'all') return false;
			hasMetKnown ||= endsBefore(page, since) || (await hasKnown(page));
			return hasMetKnown && count >= depth;
		},
	};

	async function hasKnown(page: ChannelVideo[]): Promise<boolean> {
		const ids = page.map(({ videoId }) => videoId);
		return ids.length > 0 && (await isKnown(ids)).size > 0;
	}
}

function endsBefore(page: ChannelVideo[], since: Date | undefined): boolean {
	const atMs = instantMs(page.at(-1)?.publishedAt ?? null);
	return since !== undefined && atMs !== null && atMs < since.getTime();
}
