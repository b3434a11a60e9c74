import fc from 'fast-check';
import { readFeed } from '../../../services/discovery/readFeed';

const whole = (entries: string, head = '') =>
	`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
${head}${entries}</feed>`;

const entry = (id: string, inner = '') => `<entry><yt:videoId>${id}</yt:videoId>${inner}</entry>`;

test('reads entries; what is missing is null', () => {
	const { videos, playlistId } = readFeed(
		whole(
			entry(
				'aaaaaaaaaaa',
				`<title><![CDATA[A <b> & "c"]]></title><published>2026-11-27T10:00:00+01:00</published>
<link rel="alternate" href="https://www.youtube.com/shorts/aaaaaaaaaaa"/>
<media:group><media:description>One&#10;two</media:description></media:group>`,
			) + entry('bbbbbbbbbbb'),
		),
	);
	expect(playlistId).toBeNull();
	expect(videos).toMatchObject([
		{
			title: 'A <b> & "c"',
			description: 'One\ntwo',
			publishedAt: '2026-11-27T09:00:00.000Z',
			isShort: true,
		},
		{ title: '', description: null, publishedAt: null, isShort: null },
	]);
});

test('takes its entries for Shorts only when it calls itself the list of Shorts', () => {
	const head = '<id>yt:playlist:UUSHaaaaaaaaaaaaaaaaaaaaaa</id>';
	expect(readFeed(whole(entry('aaaaaaaaaaa'), head)).videos[0]?.isShort).toBe(true);
	const uploads = '<yt:playlistId>UUaaaaaaaaaaaaaaaaaaaaaa</yt:playlistId>';
	expect(readFeed(whole(entry('aaaaaaaaaaa'), uploads)).videos[0]?.isShort).toBeNull();
});

test('leaves out entries without a video id', () => {
	const { videos } = readFeed(whole(entry('not an id') + '<entry/>' + entry('aaaaaaaaaaa')));
	expect(videos.map(({ videoId }) => videoId)).toEqual(['aaaaaaaaaaa']);
});

test.each(['', 'nothing', '<html></html>', '<feed>', whole('').slice(0, -3), '{"a":1}'])(
	'%j is no feed',
	(text) => {
		expect(() => readFeed(text)).toThrow(/cut off or no feed/);
	},
);

test('every cut of a feed is noticed', () => {
	const text = whole(entry('aaaaaaaaaaa', '<title>Ä</title>') + entry('bbbbbbbbbbb'));
	fc.assert(
		fc.property(fc.integer({ min: 0, max: text.length - 1 }), (end) => {
			expect(() => readFeed(text.slice(0, end))).toThrow(/cut off or no feed/);
		}),
	);
});

test('entities that are not declared, or would grow without end, are no feed', () => {
	const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${whole(entry('aaaaaaaaaaa', '<title>&b;</title>')).replace(/^.*\n/, '')}`;
	expect(() => readFeed(bomb)).toThrow(/cut off or no feed/);
});
