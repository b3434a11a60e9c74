import { Problem } from '../../lib/errors';
import type { ApiPage, DataApi } from './dataApi';
import type { Memory } from './memory';
import type { Pauses } from './pauses';
import type { Reach } from './reach';
import { problemIn, type SourceLook } from './sourceLook';

/** A channel without a list of its Shorts may get one; one that is too long for the API stays so for a while. */
const askAgainMs = 6 * 3_600_000;

/** The channel's list of Shorts (`UUSH…`), or where YouTube has none its uploads (`UU…`). Changes `memory`. */
export async function listByDataApi(
	{
		api,
		pauses,
		mostPages,
		now,
	}: { api: DataApi; pauses: Pauses; mostPages: number; now: () => Date },
	channelId: string,
	{ memory, reach, signal }: { memory: Memory; reach: Reach; signal: AbortSignal },
): Promise<SourceLook> {
	const look: SourceLook = {
		...{ videos: [], isUnchanged: false, isWhole: false, requests: 0 },
		error: pauses.problem(memory),
	};
	const before = memory.apiTag;
	memory.pause = pauses.current();
	if (look.error) return look;
	try {
		for (const listId of listsOf(channelId, memory, now())) {
			const etag = reach.depth === 0 && before?.list === listId ? before.etag : null;
			const first = await page(listId, null, etag);
			if (first.kind === 'missing') {
				if (listId.startsWith('UUSH')) memory.noShortsListAt = now().toISOString();
				continue;
			}
			if (listId.startsWith('UUSH')) memory.noShortsListAt = null;
			if (first.kind === 'unchanged') {
				look.isUnchanged = true;
				look.isWhole = true;
				return look;
			}
			memory.apiTag = null;
			if (first.videos.length === 0 && memory.hadVideos) throw suddenlyEmpty;
			await readOn(listId, first);
			if (look.isWhole && first.etag) memory.apiTag = { list: listId, etag: first.etag };
			return look;
		}
		look.error = new Problem(
			'youtube_failed',
			'YouTube’s Data API knows no list of this channel’s videos.',
		);
	} catch (error) {
		look.error = problemIn(error, signal);
		pauses.heed(look.error);
		memory.pause = pauses.current();
	}
	return look;

	function page(listId: string, pageToken: string | null, etag: string | null): Promise<ApiPage> {
		look.requests += 1;
		return api.page(listId, { pageToken, etag, signal });
	}

	async function readOn(listId: string, first: ApiPage & { kind: 'page' }): Promise<void> {
		const isTooLong = isRecent(memory.tooLongAt, now());
		let current: ApiPage = first;
		for (let pages = 1; current.kind === 'page'; pages++) {
			look.videos.push(...current.videos);
			const isAtEnd = current.nextPage === null;
			look.isWhole = (await reach.isReached(current.videos, look.videos.length)) || isAtEnd;
			if (look.isWhole || isTooLong) return;
			if (pages >= mostPages) {
				memory.tooLongAt = now().toISOString();
				return;
			}
			// A token is a place in the list: of what is deleted in the moment between two pages, one Short at the seam may
			// stay unseen. Reading each page twice to rule that out would double the quota.
			current = await page(listId, current.nextPage, null);
		}
	}
}

function isRecent(at: string | null, now: Date): boolean {
	return at !== null && now.getTime() - Date.parse(at) < askAgainMs;
}

const suddenlyEmpty = new Problem(
	'youtube_failed',
	'YouTube’s Data API shows no videos of the channel, though it had some: it is asked again next time.',
);

function listsOf(channelId: string, { noShortsListAt }: Memory, now: Date): string[] {
	const rest = channelId.slice(2);
	return isRecent(noShortsListAt, now) ? [`UU${rest}`] : [`UUSH${rest}`, `UU${rest}`];
}
