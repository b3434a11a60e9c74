import { Problem } from '../errors';
import { quoted } from '../quoted';

/**
 * The 11-character id of the one video that `input` names: a bare id or any of YouTube's addresses (watch, shorts,
 * youtu.be, embed, live, v; with or without https://, www., m., music.; with any parameters).
 * Throws Problem bad_youtube_url with what is wrong.
 */
export function videoIdOf(input: string): string {
	const text = input.trim();
	if (text === '') throw refuse('Give the address of a YouTube video, or its id.');
	if (idPattern.test(text)) return text;
	return idIn(addressOf(text));
}

const idPattern = /^[\w-]{11}$/;
const anyScheme = /^[a-z][a-z\d+.-]*:\/\//i;
/** More than any YouTube address needs; keeps a pasted page out of error sentences and parsers. */
const longestInput = 2048;

const example = 'it looks like https://www.youtube.com/shorts/ and then 11 letters, digits, - or _';

function addressOf(text: string): URL {
	if (text.length > longestInput) throw refuse('That is too long for the address of a video.');
	if (/\s/.test(text)) throw refuse('Give one address of one video, without spaces in it.');
	const hasScheme = anyScheme.test(text);
	if (!hasScheme && !text.includes('.') && !text.includes('/')) {
		throw refuse(`${quoted(text, 60)} is no video id: an id has 11 letters, digits, - or _.`);
	}
	const url = URL.parse(hasScheme ? text : `https://${text.replace(/^\/\//, '')}`);
	if (!url) throw refuse(`${quoted(text, 60)} is not an address; ${example}.`);
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw refuse('The address of a video begins with https://.');
	}
	if (url.username || url.password) {
		throw refuse(
			'The address has a user name or password in it; YouTube’s addresses have none.',
		);
	}
	const standardPort = url.protocol === 'https:' ? '443' : '80';
	if (url.port && url.port !== standardPort) {
		throw refuse('The address has a port in it; YouTube’s addresses have none.');
	}
	return url;
}

function idIn(url: URL): string {
	const host = url.hostname.replace(/\.$/, '').replace(/^(www|m|music)\./, '');
	const [first = '', second = ''] = url.pathname.split('/').filter(Boolean);
	if (host === 'youtu.be') return checked(first);
	if (host === 'youtube-nocookie.com') {
		return checked(first === 'embed' || first === 'v' ? second : '');
	}
	if (host !== 'youtube.com') {
		throw refuse(
			`${quoted(url.hostname, 60)} is not YouTube: give a youtube.com or youtu.be address.`,
		);
	}
	if (pathsWithId.has(first)) {
		if (second === 'videoseries' || second === 'live_stream') throw isList();
		return checked(second);
	}
	if (first === 'watch' || first === 'watch_popup' || first === 'ytscreeningroom') {
		return checked(url.searchParams.get('v') ?? url.searchParams.get('vi') ?? second);
	}
	if (first === 'attribution_link' || first === 'oembed' || first === 'redirect') {
		return idBehind(url);
	}
	if (first === 'playlist') throw isList();
	if (first.startsWith('@') || ['channel', 'c', 'user'].includes(first)) {
		throw refuse('That is a channel, not a video: open the Short and copy its own address.');
	}
	throw refuse(`That page of YouTube is no video; the address of a Short: ${example}.`);
}

export function shortUrl(videoId: string): string {
	return `https://www.youtube.com/shorts/${videoId}`;
}

const pathsWithId = new Set(['shorts', 'embed', 'live', 'v', 'vi', 'e']);

/** Links that carry the watch address as a parameter. */
function idBehind(url: URL): string {
	const inner = url.searchParams.get('u') ?? url.searchParams.get('url') ?? '';
	const target = URL.parse(inner, 'https://www.youtube.com');
	if (!target || target.pathname === url.pathname) throw noId();
	return idIn(target);
}

function checked(id: string): string {
	if (id === '') throw noId();
	if (!idPattern.test(id)) {
		throw refuse(`${quoted(id, 60)} is no video id: an id has 11 letters, digits, - or _.`);
	}
	return id;
}

function isList(): Problem {
	return refuse('That is a playlist, not a video: open the Short and copy its own address.');
}

function noId(): Problem {
	return refuse(`There is no video in that address; ${example}.`);
}

function refuse(sentence: string): Problem {
	return new Problem('bad_youtube_url', sentence);
}
