import { Problem } from '../../lib/errors';
import type { Memory } from './memory';
import type { Reach } from './reach';
import { readFeed } from './readFeed';
import type { Answered, Ask } from './requests';
import { problemIn, type SourceLook } from './sourceLook';

/** More than that is in no feed. */
const feedLength = 15;

/** The feed of the channel's Shorts, or where YouTube has none that of its uploads. Changes `memory`. */
export async function listByFeeds(
	ask: Ask,
	channelId: string,
	{ memory, reach, signal }: { memory: Memory; reach: Reach; signal: AbortSignal },
): Promise<SourceLook> {
	const look: SourceLook = {
		...{ videos: [], isUnchanged: false, isWhole: false, requests: 0, error: null },
	};
	const before = memory.feedTag;
	memory.feedTag = null;
	try {
		const shorts = `playlist_id=UUSH${channelId.slice(2)}`;
		let feed = shorts;
		let answer = await get(shorts);
		if (answer.status === 404) {
			// There is no such list, or a spell of 404 over all of YouTube: then this one fails too.
			feed = `channel_id=${channelId}`;
			answer = await get(feed);
		}
		if (answer.status === 304 && tagOf(feed)) {
			look.isUnchanged = true;
			look.isWhole = true;
			memory.feedTag = before;
			return look;
		}
		if (answer.status !== 200) throw badStatus(answer.status);
		look.videos = readFeed(answer.text).videos;
		if (look.videos.length === 0 && memory.hadVideos) throw suddenlyEmpty;
		const { length } = look.videos;
		look.isWhole = (await reach.isReached(look.videos, length)) || length < feedLength;
		const [etag, modified] = [answer.header('etag'), answer.header('last-modified')];
		if (look.isWhole && (etag ?? modified)) memory.feedTag = { feed, etag, modified };
	} catch (error) {
		look.error = problemIn(error, signal);
	}
	return look;

	/** With which an unchanged feed is not sent again. */
	function tagOf(feed: string): Memory['feedTag'] {
		return reach.depth === 0 && before?.feed === feed ? before : null;
	}

	function get(feed: string): Promise<Answered> {
		look.requests += 1;
		const tag = tagOf(feed);
		return ask(`https://www.youtube.com/feeds/videos.xml?${feed}`, {
			headers: {
				...(tag?.etag ? { 'If-None-Match': tag.etag } : {}),
				...(tag?.modified ? { 'If-Modified-Since': tag.modified } : {}),
			},
			signal,
		});
	}
}

const suddenlyEmpty = new Problem(
	'youtube_failed',
	'YouTube’s feed is empty, though the channel had videos: it is read again next time.',
);

function badStatus(status: number): Problem {
	if (status === 429) {
		return new Problem(
			'youtube_rate_limited',
			'YouTube’s feeds were asked for too often (429).',
		);
	}
	return new Problem(
		'youtube_try_later',
		`YouTube’s feeds do not answer at present (${status}): they are read again next time.`,
	);
}
