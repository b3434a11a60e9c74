import { mayBePosted } from '../../../lib/posting/mayBePosted';

const restoredAt = new Date('2026-03-10T12:00:00Z');
const before = new Date('2026-03-10T11:59:59Z');
const after = new Date('2026-03-10T12:00:01Z');

type Row = Parameters<typeof mayBePosted>[0];

const row: Row = {
	...{ id: 'a.video', accountId: 'a', videoId: 'video' },
	...{ createdAt: after, startedAt: null },
};

describe('mayBePosted', () => {
	it.each<[string, Partial<Row>, Date | null, boolean]>([
		['a Short from before the restore, asked for after it', {}, before, true],
		['one whose date YouTube does not tell', {}, null, true],
		['one that YouTube has shown only since', {}, after, false],
		['one whose attempt was started since', { startedAt: after }, before, true],
		['one whose attempt has run all the while', { startedAt: before }, before, false],
		['one that was in the backup and had not begun', { createdAt: before }, before, true],
		['one that a person wants again', { id: 'a.video.2' }, before, false],
		['one that was wanted again before', { id: 'a.video.2', createdAt: before }, before, true],
	])('%s', (_title, changes, publishedAt, expected) => {
		expect(mayBePosted({ ...row, ...changes }, publishedAt, restoredAt)).toBe(expected);
	});

	it('where nothing was put back, nothing is in doubt', () => {
		expect(mayBePosted(row, before, null)).toBe(false);
	});
});
