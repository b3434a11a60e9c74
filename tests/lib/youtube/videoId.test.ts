import { Problem } from '../../../lib/errors';
import { videoIdOf } from '../../../lib/youtube/videoId';

const id = 'kX3u7Rn_s0Q';

const taken: [string, string][] = [
	['a bare id', id],
	['a bare id that begins with a dash', '-X3u7Rn_s0Q'],
	['spaces around an id', `  ${id}\n`],
	['a watch address', `https://www.youtube.com/watch?v=${id}`],
	['a watch address with spaces around it', `\t https://www.youtube.com/watch?v=${id} `],
	['http', `http://www.youtube.com/watch?v=${id}`],
	['capital letters in scheme and host', `HTTPS://WWW.YouTube.COM/watch?v=${id}`],
	['no www', `https://youtube.com/watch?v=${id}`],
	['no scheme', `www.youtube.com/watch?v=${id}`],
	['no scheme and no www', `youtube.com/shorts/${id}`],
	['two slashes only', `//www.youtube.com/watch?v=${id}`],
	['the mobile site', `https://m.youtube.com/watch?v=${id}`],
	['music', `https://music.youtube.com/watch?v=${id}&list=RDAMVM${id}`],
	['a parameter before v', `https://www.youtube.com/watch?app=desktop&v=${id}`],
	['a time', `https://www.youtube.com/watch?v=${id}&t=42s`],
	['a fragment', `https://www.youtube.com/watch?v=${id}#t=42`],
	['a video within a playlist', `https://www.youtube.com/watch?v=${id}&list=PLabc&index=3`],
	['watch with the id in the path', `https://www.youtube.com/watch/${id}`],
	['an old vi parameter', `https://www.youtube.com/watch?vi=${id}`],
	['a trailing dot of the host', `https://www.youtube.com./watch?v=${id}`],
	['the standard port', `https://www.youtube.com:443/watch?v=${id}`],
	['a Short', `https://www.youtube.com/shorts/${id}`],
	[
		'a Short shared from a phone',
		`https://youtube.com/shorts/${id}?si=abcDEF123-_x&feature=share`,
	],
	['a Short with a trailing slash', `https://www.youtube.com/shorts/${id}/`],
	['a Short on the mobile site', `https://m.youtube.com/shorts/${id}`],
	['a Short with an id that begins with a dash', 'https://youtube.com/shorts/-X3u7Rn_s0Q'],
	['youtu.be', `https://youtu.be/${id}`],
	['youtu.be with parameters', `https://youtu.be/${id}?si=abc&t=7`],
	['youtu.be without scheme', `youtu.be/${id}`],
	['www.youtu.be', `https://www.youtu.be/${id}`],
	['embed', `https://www.youtube.com/embed/${id}?rel=0`],
	['embed without cookies', `https://www.youtube-nocookie.com/embed/${id}`],
	['live', `https://www.youtube.com/live/${id}?feature=share`],
	['v', `https://www.youtube.com/v/${id}?version=3`],
	['e', `https://www.youtube.com/e/${id}`],
	[
		'an attribution link',
		`https://www.youtube.com/attribution_link?a=x&u=%2Fwatch%3Fv%3D${id}%26feature%3Dshare`,
	],
	[
		'an oembed address',
		`https://www.youtube.com/oembed?url=https%3A%2F%2Fwww.youtube.com%2Fshorts%2F${id}&format=json`,
	],
];

test.each(taken)('%s gives the id', (_, input) => {
	expect(videoIdOf(input)).toBe(input.includes('-X3u7Rn_s0Q') ? '-X3u7Rn_s0Q' : id);
});

const refused: [string, string, string][] = [
	['nothing', '', 'Give the address'],
	['spaces', '   ', 'Give the address'],
	['a short id', 'kX3u7Rn_s0', 'is no video id'],
	['a long id', 'kX3u7Rn_s0Qx', 'is no video id'],
	['an id with a wrong letter', 'kX3u7Rn_s0!', 'is no video id'],
	['words', 'my newest short please', 'without spaces'],
	['two addresses', `https://youtu.be/${id} https://youtu.be/${id}`, 'without spaces'],
	['control characters', 'a\0\u001b[2J', '“a\ufffd\ufffd[2J” is no video id'],
	['another host', `https://vimeo.com/${id}`, '“vimeo.com” is not YouTube'],
	['a host that looks alike', `https://youtube.com.evil.example/watch?v=${id}`, 'is not YouTube'],
	['a host that ends alike', `https://notyoutube.com/watch?v=${id}`, 'is not YouTube'],
	[
		'a host with letters of another script',
		`https://уoutube.com/watch?v=${id}`,
		'is not YouTube',
	],
	[
		'YouTube in the path of another host',
		`https://evil.example/youtube.com/watch?v=${id}`,
		'is not',
	],
	['a subdomain that is no part of the site', `https://evil.youtube.com/watch?v=${id}`, 'is not'],
	['a user name', `https://www.youtube.com@evil.example/watch?v=${id}`, 'user name'],
	['a password', `https://me:secret@www.youtube.com/watch?v=${id}`, 'user name'],
	['another port', `https://www.youtube.com:8443/watch?v=${id}`, 'port'],
	['another scheme', `ftp://www.youtube.com/watch?v=${id}`, 'begins with https'],
	['a script', `javascript:alert(1)//youtube.com`, 'not an address'],
	['a file', `file:///watch?v=${id}`, 'begins with https'],
	['a playlist', 'https://www.youtube.com/playlist?list=PLabcdefghijk', 'a playlist'],
	['an embedded playlist', 'https://www.youtube.com/embed/videoseries?list=PLabc', 'a playlist'],
	['a watch address with a list only', 'https://www.youtube.com/watch?list=PLabc', 'no video'],
	['a watch address without an id', 'https://www.youtube.com/watch', 'no video'],
	['an empty id', 'https://www.youtube.com/watch?v=', 'no video'],
	['a cut id', 'https://www.youtube.com/watch?v=kX3u7', '“kX3u7” is no video id'],
	['a cut Short', 'https://www.youtube.com/shorts/kX3u7', '“kX3u7” is no video id'],
	['shorts without an id', 'https://www.youtube.com/shorts/', 'no video'],
	['youtu.be without an id', 'https://youtu.be/', 'no video'],
	['a handle', 'https://www.youtube.com/@sandboxstudio', 'a channel'],
	['the Shorts of a handle', 'https://www.youtube.com/@sandboxstudio/shorts', 'a channel'],
	['a channel', 'https://www.youtube.com/channel/UC14msSandboxStudio00000', 'a channel'],
	['the home page', 'https://www.youtube.com/', 'no video'],
	['a search', 'https://www.youtube.com/results?search_query=cats', 'no video'],
	[
		'an attribution link to another host',
		`https://www.youtube.com/attribution_link?u=https://evil.example/watch?v=${id}`,
		'is not YouTube',
	],
	[
		'an attribution link to itself',
		'https://www.youtube.com/attribution_link?u=/attribution_link',
		'no video',
	],
	['an address that cannot be read', 'https://[', 'not an address'],
	['a very long text', `https://youtu.be/${'x'.repeat(3000)}`, 'too long'],
	['an id with a percent code', 'https://youtu.be/kX3u7Rn%2Fs0Q', 'is no video id'],
];

test.each(refused)('%s is refused with a sentence', (_, input, words) => {
	const problem = thrownBy(() => videoIdOf(input));
	expect(problem).toBeInstanceOf(Problem);
	expect(problem).toMatchObject({ code: 'bad_youtube_url', status: 400, exitCode: 2 });
	expect(problem.message).toContain(words);
	expect(problem.message).not.toContain('secret');
});

function thrownBy(attempt: () => unknown): Error {
	try {
		attempt();
	} catch (error) {
		if (error instanceof Error) return error;
	}
	throw new Error('It did not throw.');
}
