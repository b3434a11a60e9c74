import { evidenceSentence, postsLike, type Sent } from '../../../lib/posting/evidence';
import type { ListedVideo } from '../../../lib/tiktok/types';

const committedAtMs = Date.parse('2026-03-01T12:00:00Z');
const sent: Sent = { committedAtMs, durationSec: 31.4, caption: 'My cat\n\n#cats' };
const post: ListedVideo = {
	id: '7512345678901234567',
	createTimeSec: committedAtMs / 1000 + 20,
	title: 'My cat #cats',
	description: 'My cat #cats',
	durationSec: 31,
	shareUrl: 'https://www.tiktok.com/@me/video/7512345678901234567',
};

describe('what a profile shows of a post in doubt', () => {
	it('is a video made since, as long, and with the same words', () => {
		expect(postsLike([post], sent)).toEqual([post]);
	});

	it.each<[string, Partial<ListedVideo>]>([
		['an older one with the same caption', { createTimeSec: committedAtMs / 1000 - 3_600 }],
		['one of another length', { durationSec: 45 }],
		['one with other words', { title: 'My dog', description: 'My dog' }],
	])('is not %s', (_what, change) => {
		expect(postsLike([{ ...post, ...change }], sent)).toEqual([]);
	});

	it('may have words that TikTok has cut off', () => {
		const caption = `My cat ${'sleeps '.repeat(40)}`;
		const title = caption.slice(0, 150);
		expect(postsLike([{ ...post, title }], { ...sent, caption })).toHaveLength(1);
	});

	it('may have any words when it was a draft, whose caption the creator writes', () => {
		expect(postsLike([{ ...post, title: 'Else', description: '' }], sent)).toEqual([]);
		const draft = { ...sent, caption: null };
		expect(postsLike([{ ...post, title: 'Else', description: '' }], draft)).toHaveLength(1);
	});

	it('is told as what may be, with time and link', () => {
		expect(evidenceSentence([])).toBe('Your public profile shows no such video so far.');
		expect(evidenceSentence([post])).toMatch(
			/same length from 2026-03-01 12:00 UTC, which may be it: https:\/\/www\.tiktok\.com/,
		);
		expect(evidenceSentence([post, post])).toMatch(/2 videos of the same length since then/);
	});
});
