import { z } from 'zod';
import { type Answer, errorPage, htmlAnswer, jsonAnswer } from '../answer';
import { playerConfig, scriptJson } from '../watchPage';
import type { Catalogue } from './catalogue';
import type { Channel, ShelfVideo } from './channel';
import { shortsOf, uploadsOf } from './seenBy';

/** What the Shorts tab shows at a time. */
const pageLength = 48;

/** The channel that an address of YouTube's site names: `/channel/UC…`, `/@handle`, `/c/NAME`, `/user/NAME`. */
export function channelInPath(
	catalogue: Catalogue,
	pathname: string,
): { channel: Channel | null; tab: string } | null {
	const [first = '', second = '', third = ''] = pathname.slice(1).split('/').map(decoded);
	if (first.startsWith('@')) return { channel: catalogue.named('handle', first), tab: second };
	if (first === 'channel') return { channel: catalogue.channel(second), tab: third };
	if (first === 'user') return { channel: catalogue.named('username', second), tab: third };
	if (first === 'c') return { channel: catalogue.named('customName', second), tab: third };
	return null;
}

/** A channel's page with the parts that yt-dlp's tab extractor reads. A tab that is not there shows the home page. */
export function channelPage(
	catalogue: Catalogue,
	{ channel, tab }: { channel: Channel | null; tab: string },
	now: number,
): Answer {
	if (!channel) return errorPage(404);
	const all = catalogue.videosOf(channel.id);
	const shorts = shortsOf(all, now);
	const contents: Record<string, unknown[]> = {
		featured: [],
		videos: uploadsOf(all, now)
			.filter(({ isShort }) => !isShort)
			.slice(0, pageLength)
			.map(videoItem),
		...(shorts.length > 0 ? { shorts: pageOf(channel, shorts, 0) } : {}),
	};
	const selected = tab in contents ? tab : 'featured';
	const titles: Record<string, string> = { featured: 'Home', videos: 'Videos', shorts: 'Shorts' };
	const avatar = `https://yt3.ggpht.com/sandbox-${channel.id}=s900-c-k-c0x00ffffff-no-rj`;
	const data = {
		responseContext: {},
		contents: {
			twoColumnBrowseResultsRenderer: {
				tabs: Object.entries(contents).map(([name, items]) => ({
					tabRenderer: {
						endpoint: {
							commandMetadata: {
								webCommandMetadata: { url: `/${channel.handle}/${name}` },
							},
						},
						title: titles[name],
						selected: name === selected,
						...(name === selected
							? { content: { richGridRenderer: { contents: items } } }
							: {}),
					},
				})),
			},
		},
		metadata: {
			channelMetadataRenderer: {
				title: channel.title,
				description: channel.description,
				externalId: channel.id,
				vanityChannelUrl: `http://www.youtube.com/${channel.handle}`,
				ownerUrls: [`http://www.youtube.com/${channel.handle}`],
				channelUrl: `https://www.youtube.com/channel/${channel.id}`,
				avatar: { thumbnails: [{ url: avatar, width: 900, height: 900 }] },
			},
		},
	};
	return htmlAnswer(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>YouTube</title>
<script>ytcfg.set(${scriptJson(playerConfig)});</script></head><body>
<script>var ytInitialData = ${scriptJson(data)};</script></body></html>`);
}

const browseRequest = z.object({ continuation: z.string() });
const place = z.object({ channelId: z.string(), from: z.int() });

/** `POST /youtubei/v1/browse` for what comes after the first page. */
export function browse(catalogue: Catalogue, body: unknown, now: number): Answer {
	const asked = browseRequest.safeParse(body);
	const at = place.safeParse(asked.success ? decodeToken(asked.data.continuation) : null);
	const channel = at.success ? catalogue.channel(at.data.channelId) : null;
	if (!at.success || !channel) {
		const error = {
			code: 404,
			message: 'Requested entity was not found.',
			status: 'NOT_FOUND',
		};
		return jsonAnswer({ error }, 404);
	}
	const shorts = shortsOf(catalogue.videosOf(channel.id), now);
	const continuationItems = pageOf(channel, shorts, at.data.from);
	return jsonAnswer({
		responseContext: {},
		onResponseReceivedActions: [{ appendContinuationItemsAction: { continuationItems } }],
	});
}

function pageOf({ id }: Channel, shorts: ShelfVideo[], from: number): unknown[] {
	const items: unknown[] = shorts.slice(from, from + pageLength).map(shortItem);
	const next = from + pageLength;
	if (next >= shorts.length) return items;
	const token = Buffer.from(JSON.stringify({ channelId: id, from: next })).toString('base64url');
	const continuationEndpoint = { continuationCommand: { token } };
	return [...items, { continuationItemRenderer: { continuationEndpoint } }];
}

function shortItem({ id, title }: ShelfVideo) {
	const shortsLockupViewModel = {
		entityId: `shorts-shelf-item-${id}`,
		accessibilityText: `${title}, 14 views - play Short`,
		onTap: { innertubeCommand: { reelWatchEndpoint: { videoId: id } } },
		overlayMetadata: {
			primaryText: { content: title },
			secondaryText: { content: '14 views' },
		},
	};
	return { richItemRenderer: { content: { shortsLockupViewModel } } };
}

function videoItem({ id, title, durationSec }: ShelfVideo) {
	const videoRenderer = {
		videoId: id,
		title: { runs: [{ text: title }] },
		lengthText: { simpleText: `${Math.floor(durationSec / 60)}:${durationSec % 60}` },
	};
	return { richItemRenderer: { content: { videoRenderer } } };
}

function decodeToken(token: string): unknown {
	try {
		return JSON.parse(Buffer.from(token, 'base64url').toString());
	} catch {
		return null;
	}
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
