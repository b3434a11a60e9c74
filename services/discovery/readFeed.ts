import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { Problem } from '../../lib/errors';
import { instantIso } from '../../lib/instantMs';
import { storable } from '../../lib/storable';
import type { ChannelVideo } from '../../lib/youtube/channelVideo';
import { unknownVideo } from '../../lib/youtube/mergedVideo';

export interface Feed {
	/** As the feed calls itself; null for a channel's. */
	playlistId: string | null;
	videos: ChannelVideo[];
}

/** One of YouTube's Atom feeds. Throws Problem youtube_failed when it is not whole, or no feed. */
export function readFeed(text: string): Feed {
	const root = rootOf(text);
	if (root?.name !== 'feed') {
		throw new Problem(
			'youtube_failed',
			'YouTube’s feed is cut off or no feed at all: it is read again next time.',
		);
	}
	const named = textOf(root, 'yt:playlistId') ?? textOf(root, 'id');
	const playlistId = /^(?:yt:playlist:)?((?:UU|PL)[\w-]+)$/.exec(named ?? '')?.[1] ?? null;
	// YouTube was seen to give the uploads for a list of Shorts; then its own name tells.
	const isShortsList = playlistId?.startsWith('UUSH') ?? false;
	const entries = childrenOf(root, 'entry').map((entry) => videoOf(entry, isShortsList));
	return { playlistId, videos: entries.filter((video) => video !== null) };
}

function videoOf(entry: XmlElement, isShortsList: boolean): ChannelVideo | null {
	const videoId = textOf(entry, 'yt:videoId') ?? '';
	if (!/^[\w-]{11}$/.test(videoId)) return null;
	const link = childrenOf(entry, 'link').find(({ attributes }) => attributes.rel === 'alternate');
	const isLinkedAsShort = link?.attributes.href?.includes('/shorts/') ?? false;
	const [group] = childrenOf(entry, 'media:group');
	return {
		...unknownVideo(videoId),
		title: storable(textOf(entry, 'title') ?? ''),
		description: group ? storable(textOf(group, 'media:description') ?? '') : null,
		publishedAt: instantIso(textOf(entry, 'published')),
		isShort: isShortsList || isLinkedAsShort ? true : null,
	};
}

function rootOf(text: string): XmlElement | null {
	try {
		return parseXml(text).root;
	} catch {
		return null;
	}
}

function childrenOf(element: XmlElement, name: string): XmlElement[] {
	return element.children.filter(
		(child): child is XmlElement => child instanceof XmlElement && child.name === name,
	);
}

function textOf(element: XmlElement, name: string): string | null {
	return childrenOf(element, name)[0]?.text ?? null;
}
