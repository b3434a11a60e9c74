import { createHash } from 'node:crypto';
import { type Answer, errorPage } from './answer';
import type { Catalogue } from './channels/catalogue';
import type { Channel, ShelfVideo } from './channels/channel';
import { isShownAsShort } from './channels/seenBy';
import { playlistOf } from './playlists';

/** Entries of a feed. */
const feedLength = 15;

/**
 * `/feeds/videos.xml?channel_id=` or `?playlist_id=`. YouTube's own are not known to carry ETag or Last-Modified, only
 * `max-age=900`; with `hasValidators` these do, for clients that make use of them.
 */
export function feed(
	catalogue: Catalogue,
	query: URLSearchParams,
	{ now, hasValidators, etag }: { now: number; hasValidators: boolean; etag: string | undefined },
): Answer {
	const channelId = query.get('channel_id') ?? '';
	const playlistId = query.get('playlist_id');
	const list = playlistOf(catalogue, playlistId ?? `UU${channelId.slice(2)}`, now);
	if (!list || (playlistId === null && !channelId.startsWith('UC'))) return errorPage(404);
	const { channel } = list;
	const videos = list.videos.slice(0, feedLength);
	// YouTube leaves out the UC here.
	const bare = channel.id.slice(2);
	const named = playlistId === null ? `channel_id=${channel.id}` : `playlist_id=${playlistId}`;
	const body = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
 <link rel="self" href="http://www.youtube.com/feeds/videos.xml?${named}"/>
 <id>${playlistId === null ? `yt:channel:${bare}` : `yt:playlist:${playlistId}`}</id>
${playlistId === null ? '' : ` <yt:playlistId>${playlistId}</yt:playlistId>\n`} <yt:channelId>${bare}</yt:channelId>
 <title>${xml(playlistId === null ? channel.title : list.title)}</title>
 <link rel="alternate" href="https://www.youtube.com/channel/${channel.id}"/>
 ${author(channel)}
 <published>2020-01-01T00:00:00+00:00</published>
${videos.map((video) => entry(video, channel, now)).join('')}</feed>
`;
	const headers: Record<string, string> = {
		'content-type': 'text/xml; charset=UTF-8',
		'cache-control': 'public, max-age=900',
	};
	if (!hasValidators) return { status: 200, headers, body };
	const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
	headers.etag = tag;
	return etag === tag ? { status: 304, headers, body: '' } : { status: 200, headers, body };
}

function entry(video: ShelfVideo, channel: Channel, now: number): string {
	const place = isShownAsShort(video, now) ? `shorts/${video.id}` : `watch?v=${video.id}`;
	return ` <entry>
  <id>yt:video:${video.id}</id>
  <yt:videoId>${video.id}</yt:videoId>
  <yt:channelId>${channel.id}</yt:channelId>
  <title>${xml(video.title)}</title>
  <link rel="alternate" href="https://www.youtube.com/${place}"/>
  ${author(channel)}
  <published>${offset(video.publishedAt)}</published>
  <updated>${offset(video.updatedAt)}</updated>
  <media:group>
   <media:title>${xml(video.title)}</media:title>
   <media:content url="https://www.youtube.com/v/${video.id}?version=3" type="application/x-shockwave-flash" width="640" height="390"/>
   <media:thumbnail url="https://i4.ytimg.com/vi/${video.id}/hqdefault.jpg" width="480" height="360"/>
   <media:description>${xml(video.description)}</media:description>
   <media:community>
    <media:starRating count="1" average="5.00" min="1" max="5"/>
    <media:statistics views="14"/>
   </media:community>
  </media:group>
 </entry>
`;
}

function author({ title, id }: Channel): string {
	return `<author>\n   <name>${xml(title)}</name>\n   <uri>https://www.youtube.com/channel/${id}</uri>\n  </author>`;
}

/** YouTube writes +00:00 and no fractions. */
function offset(moment: string): string {
	return new Date(moment).toISOString().replace(/\.\d+Z$/, '+00:00');
}

export function xml(text: string): string {
	return text
		.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? '&quot;')
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}
