import { Problem } from '../errors';
import { printable } from '../printable';
import { quoted } from '../quoted';

/** A channel as people name it. */
export type ChannelRef =
	| { kind: 'id'; channelId: string }
	/** Without @, as YouTube shows it. */
	| { kind: 'handle'; handle: string }
	/** The old addresses `/user/NAME` and `/c/NAME`. */
	| { kind: 'user'; name: string }
	| { kind: 'custom'; name: string };

const example = 'write it like @name, UC… or https://www.youtube.com/@name';
const hosts = new Set(['', 'www.', 'm.', 'music.', 'studio.'].map((name) => `${name}youtube.com`));
/** More than any such address needs; keeps a pasted page out of parsers. */
const longestInput = 2048;

/** A channel's id, handle or address in any form. Throws Problem bad_channel. */
export function channelRefOf(text: string): ChannelRef {
	const given = text.trim();
	if (given.length > longestInput) throw refuse(`That is too long for a channel; ${example}.`);
	if (isChannelId(given)) return { kind: 'id', channelId: given };
	if (given.startsWith('@')) return handleOf(given);
	const url = URL.parse(/^https?:\/\//i.test(given) ? given : `https://${given}`);
	const host = url?.hostname.replace(/\.$/, '') ?? '';
	if (host === 'youtu.be') throw refuse(`That is a video, not a channel; ${example}.`);
	if (!url || !hosts.has(host)) {
		throw refuse(`That is not a YouTube channel; ${example}.`);
	}
	const [first = '', second = ''] = url.pathname.split('/').filter(Boolean).map(decoded);
	if (first.startsWith('@')) return handleOf(first);
	if (first === 'channel' && isChannelId(second)) return { kind: 'id', channelId: second };
	if (first === 'user' && isName(second)) return { kind: 'user', name: second };
	if (first === 'c' && isName(second)) return { kind: 'custom', name: second };
	const inFeed = url.searchParams.get('channel_id') ?? '';
	if (first === 'feeds' && isChannelId(inFeed)) return { kind: 'id', channelId: inFeed };
	if (['watch', 'shorts', 'live', 'embed'].includes(first)) {
		throw refuse(`That is a video, not a channel; ${example}.`);
	}
	throw refuse(`There is no channel in that address; ${example}.`);
}

export function isChannelId(text: string): boolean {
	return /^UC[\w-]{22}$/.test(text);
}

export function channelUrl({ channelId }: { channelId: string }): string {
	return `https://www.youtube.com/channel/${channelId}`;
}

function handleOf(text: string): ChannelRef {
	const handle = text.slice(1);
	// Letters of any script, digits, and these three (YouTube Help, "Handles").
	if (/^[\p{L}\p{M}\p{N}._·-]{1,64}$/u.test(handle)) return { kind: 'handle', handle };
	throw refuse(`${quoted(text, 60)} is no handle of a channel; ${example}.`);
}

/** Of an old address, as one part of a path; which letters YouTube allowed is for YouTube to say. */
function isName(text: string): boolean {
	return text !== '' && printable(text) === text && !/[/\\]|^\.+$/.test(text);
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

function refuse(sentence: string): Problem {
	return new Problem('bad_channel', sentence);
}
