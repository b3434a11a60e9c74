import fc from 'fast-check';
import { Problem } from '../../../lib/errors';
import { printable } from '../../../lib/printable';
import { channelRefOf, channelUrl, isChannelId } from '../../../lib/youtube/channelRef';
import { codeOf } from '../../support/codeOf';

const id = 'UC_x5XG1OV2P6uZZ5FSM9Ttw';
const byId = { kind: 'id', channelId: id };
const byHandle = { kind: 'handle', handle: 'GoogleDevelopers' };

test.each<[string, object]>([
	[id, byId],
	[` ${id}\n`, byId],
	['@GoogleDevelopers', byHandle],
	['youtube.com/@GoogleDevelopers', byHandle],
	['HTTPS://WWW.YouTube.com/@GoogleDevelopers', byHandle],
	['https://www.youtube.com/@GoogleDevelopers/shorts?view=0#top', byHandle],
	['http://m.youtube.com/@GoogleDevelopers?si=abc', byHandle],
	['https://www.youtube.com./@GoogleDevelopers', byHandle],
	[`https://www.youtube.com/channel/${id}`, byId],
	[`https://studio.youtube.com/channel/${id}/videos/short`, byId],
	[`https://music.youtube.com/channel/${id}`, byId],
	[`https://www.youtube.com/feeds/videos.xml?channel_id=${id}`, byId],
	['@навальный', { kind: 'handle', handle: 'навальный' }],
	['https://www.youtube.com/%40%E7%8C%AB', { kind: 'handle', handle: '猫' }],
	['@a.b_c-d·e', { kind: 'handle', handle: 'a.b_c-d·e' }],
	['youtube.com/user/Google', { kind: 'user', name: 'Google' }],
	['youtube.com/c/%C3%89mile%20et%20fils', { kind: 'custom', name: 'Émile et fils' }],
	['youtube.com/c/Google/about', { kind: 'custom', name: 'Google' }],
])('%s', (text, ref) => {
	expect(channelRefOf(text)).toEqual(ref);
});

test.each<[string, RegExp]>([
	['', /not a YouTube channel/],
	['GoogleDevelopers', /not a YouTube channel; write it like @name/],
	['https://www.tiktok.com/@someone', /not a YouTube channel/],
	['https://youtube.com.example/@someone', /not a YouTube channel/],
	['https://www.youtube.com/', /no channel in that address/],
	['https://www.youtube.com/channel/UCshort', /no channel in that address/],
	['https://www.youtube.com/feeds/videos.xml?playlist_id=PL1', /no channel in that address/],
	['https://www.youtube.com/playlist?list=PL1', /no channel in that address/],
	['https://www.youtube.com/watch?v=dQw4w9WgXcQ', /a video, not a channel/],
	['https://youtu.be/dQw4w9WgXcQ', /a video, not a channel/],
	['https://www.youtube.com/shorts/dQw4w9WgXcQ', /a video, not a channel/],
	['@', /“@” is no handle/],
	['@two words', /“@two words” is no handle/],
	['@evil\u001b[2J\u202e', /“@evil\ufffd\[2J\ufffd” is no handle/],
	[`@${'x'.repeat(65)}`, /is no handle/],
	[`@${'x'.repeat(3000)}`, /too long/],
	['https://www.youtube.com/c/%0d%0aX-Evil:1', /no channel in that address/],
	['https://www.youtube.com/c/a%00', /no channel in that address/],
	['https://www.youtube.com/c/..%2f..%2fwatch', /no channel in that address/],
	['https://www.youtube.com/user/a%2Fb', /no channel in that address/],
	['https://www.youtube.com/user/a%5Cb', /no channel in that address/],
	['https://www.youtube.com/user/...', /no channel in that address/],
	['https://www.youtube.com/user/%e2%80%aeb', /no channel in that address/],
	['https://www.youtube.com/%zz', /no channel in that address/],
	['javascript:alert(1)', /not a YouTube channel/],
])('refuses %s', (text, sentence) => {
	const read = () => channelRefOf(text);
	expect(read).toThrow(sentence);
	expect(codeOf(read)).toBe('bad_channel');
});

test('anything else is refused in one short printable sentence', () => {
	const parts = fc.constantFrom(
		'https://',
		'youtube.com/',
		'@',
		'channel/',
		'user/',
		'c/',
		'%2f',
		'%00',
		'..',
		id,
		'%',
		'?',
		'/',
		' ',
	);
	const text = fc
		.array(fc.oneof(parts, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 8 })
		.map((all) => all.join(''));
	fc.assert(
		fc.property(text, (given) => {
			try {
				const ref = channelRefOf(given);
				if (ref.kind === 'custom' || ref.kind === 'user') {
					expect(ref.name).not.toMatch(/[/\\\p{Cc}]|^\.*$/u);
				}
				if (ref.kind === 'id') expect(isChannelId(ref.channelId)).toBe(true);
			} catch (error) {
				expect(error).toBeInstanceOf(Problem);
				const { message } = error as Problem;
				expect(printable(message)).toBe(message);
				expect(message.length).toBeLessThan(200);
			}
		}),
		{ numRuns: 2_000 },
	);
});

test('its address leads back to it', () => {
	expect(channelRefOf(channelUrl({ channelId: id }))).toEqual(byId);
});
