import { readNotice } from '../../../services/webSub/readNotice';

const channel = `UC${'a'.repeat(22)}`;
const other = `UC${'b'.repeat(22)}`;
const feed = (entries: string) =>
	`<?xml version='1.0' encoding='UTF-8'?><feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:at="http://purl.org/atompub/tombstones/1.0" xmlns="http://www.w3.org/2005/Atom">${entries}</feed>`;
const entry = (id: string, of = channel) =>
	`<entry><yt:videoId>${id}</yt:videoId><yt:channelId>${of}</yt:channelId><title>A &amp; B</title></entry>`;

test('new and deleted videos of the channel are read, each once; others are left out', () => {
	const text = feed(
		`${entry('AAAAAAAAAAA')}${entry('AAAAAAAAAAA')}${entry('BBBBBBBBBBB', other)}${entry('too long for an id')}<at:deleted-entry ref="yt:video:CCCCCCCCCCC" when="2026-11-01T00:00:00Z"/>`,
	);
	expect(readNotice(text, channel)).toEqual({
		...{ videoIds: ['AAAAAAAAAAA'], deletedIds: ['CCCCCCCCCCC'] },
	});
});

test.each(['', 'no XML', '<feed>', '<html></html>', feed('').slice(0, -4)])(
	'%j is no feed',
	(text) => expect(readNotice(text, channel)).toBeNull(),
);

test('entities that would explode are not read', () => {
	const bomb = `<!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><feed>&b;</feed>`;
	expect(readNotice(bomb, channel)).toBeNull();
});
