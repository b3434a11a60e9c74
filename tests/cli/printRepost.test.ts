import { explanation, hint, humanLine, jsonLine, numbersLine } from '../../cli/printRepost';
import { repost } from './repostSample';

test('a title cannot steer the terminal, nor can what TikTok says', () => {
	expect(humanLine(repost)).toContain('“\ufffd[2Jgone”');
	expect(explanation(repost)).toBe('No\ufffd[1A');
});

test('someone who waits is told what can be done now', () => {
	const { id } = repost;
	const at = 'http://localhost:3000';
	const error = { code: 'youtube_try_later', message: 'Perhaps it is gone.' };
	expect(hint({ ...repost, state: 'awaitingReview' }, at)).toBe(
		`Review it at ${at}/reposts/${id}/review, or: npx 14ms approve ${id} --privacy LEVEL`,
	);
	expect(hint({ ...repost, state: 'queued', error }, at)).toContain(`npx 14ms cancel ${id}`);
	expect(hint({ ...repost, state: 'queued', error: null }, at)).toBeNull();
});

test('a list says nothing of what was created', () => {
	expect(JSON.parse(jsonLine(repost, true))).toHaveProperty('created', true);
	expect(JSON.parse(jsonLine(repost))).not.toHaveProperty('created');
});

test('a list tells how the posts do, beside their source', () => {
	const source = { views: 5310, likes: null, comments: null };
	const counts = { views: 1204, likes: 80, comments: null, shares: 2 };
	const numbers = { ...counts, source, readAt: '2026-11-27T12:00:00.000Z', note: null };
	const posted = { ...repost, numbers };
	expect(numbersLine(posted)).toBe('1,204 views, 80 likes, 2 shares (YouTube: 5,310 views)');
	expect(numbersLine({ ...repost, numbers: { ...numbers, readAt: null } })).toBeNull();
	expect(JSON.parse(jsonLine(posted))).toMatchObject({ numbers });
	expect(JSON.parse(jsonLine(posted, true))).not.toHaveProperty('numbers');
});
