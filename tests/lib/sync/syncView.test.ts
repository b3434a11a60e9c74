import { syncChanges, syncRequest } from '../../../lib/sync/syncView';

test('a change without a field changes nothing of it', () => {
	expect(syncChanges.parse({})).toEqual({});
	const changes = { rules: { maxPerDay: 3 }, captions: { dropLinks: true }, settings: {} };
	expect(syncChanges.parse(changes)).toEqual(changes);
});

test('a change keeps the limits of what it changes', () => {
	expect(syncChanges.safeParse({ rules: { maxPerRun: 0 } }).success).toBe(false);
	expect(syncChanges.safeParse({ captions: { hashtags: { limit: -1 } } }).success).toBe(false);
	expect(syncChanges.safeParse({ settings: { caption: 'x' } }).success).toBe(false);
	expect(syncChanges.safeParse({ channel: '@other' }).success).toBe(false);
});

test('a request has its defaults', () => {
	const request = syncRequest.parse({ account: 'a', channel: '@b' });
	expect(request).toMatchObject({
		...{ action: 'repost', posting: 'inbox', everyMinutes: 15, paused: false },
		rules: { maxPerRun: 5, order: 'oldest', backfill: 'none', includeWords: [] },
		captions: { hashtags: { drop: expect.arrayContaining(['shorts']) as unknown } },
	});
	expect(request).not.toHaveProperty('ownContent');
});
