import { diskCheck } from '../../../lib/doctor/diskCheck';
import { scopesCheck } from '../../../lib/doctor/scopesCheck';
import { usageCheck } from '../../../lib/doctor/usageCheck';
import { ytDlpAge } from '../../../lib/doctor/ytDlpAge';

const name = { id: 'some.id', group: 'tools', title: 'Some' } as const;

test.each([
	['2026.10.26', '2026-10-26', 'ok', 'Version 2026.10.26, 0 days old.'],
	['2026.10.26', '2026-12-25', 'ok', 'Version 2026.10.26, 60 days old.'],
	['2026.10.26', '2026-12-26', 'warn', '61 days old.'],
	['2026.10.26.232000', '2026-10-27', 'ok', '1 day old.'],
	['2027.1.1', '2026-12-26', 'ok', '0 days old.'],
	['stable@head', '2026-12-26', 'warn', 'age is unknown'],
	['2026.10.26', '2027-10-26', 'warn', '365 days old.'],
])('yt-dlp %s looked at on %s is %s', (version, today, result, words) => {
	const found = ytDlpAge(name, version, new Date(`${today}T12:00:00Z`));
	expect(found.result).toBe(result);
	expect(found.detail).toContain(words);
	expect(found.whatToDo === null).toBe(result === 'ok');
});

test.each([
	[999_999_999, 'fail'],
	[1_000_000_000, 'warn'],
	[4_999_999_999, 'warn'],
	[5_000_000_000, 'ok'],
])('%d free bytes are %s', (freeBytes, result) => {
	expect(diskCheck(name, freeBytes, '/data').result).toBe(result);
});

test.each([
	[['user.info.basic', 'video.upload', 'video.publish'], 'ok', 'Granted'],
	[['video.upload', 'video.publish'], 'warn', 'names and pictures'],
	[['user.info.basic', 'video.upload'], 'warn', '`review` and `auto` is not possible'],
	[['user.info.basic', 'video.publish'], 'warn', '`inbox` is not possible'],
	[['user.info.basic'], 'fail', 'Missing: video.upload, video.publish'],
	[[], 'fail', 'Nothing was granted'],
])('permissions %j are %s', (granted, result, words) => {
	const found = scopesCheck(name, granted, 'http://localhost:3000/accounts');
	expect(found.result).toBe(result);
	expect(found.detail).toContain(words);
});

test('a limit that is used up is a !, with the numbers of today and this minute', () => {
	const usage = { provider: 'tiktok', endpoint: 'video/init', accountId: 'a1' };
	expect(usageCheck({ ...usage, lastMinute: 5, today: 9 }, '@me')).toMatchObject({
		id: 'limits.tiktok.video/init.a1',
		result: 'ok',
		title: 'TikTok video/init, @me',
	});
	const full = usageCheck({ ...usage, lastMinute: 6, today: 9 }, '@me');
	expect(full.result).toBe('warn');
	expect(full.detail).toMatch(/^9 today, 6 of 6 in the last minute/);
});

test('what has no limit, or is not TikTok’s, is only counted', () => {
	const usage = { provider: 'youtube', endpoint: 'yt-dlp download', accountId: '' };
	expect(usageCheck({ ...usage, lastMinute: 99, today: 100 }, '')).toEqual({
		id: 'limits.youtube.yt-dlp download',
		group: 'limits',
		result: 'ok',
		title: 'YouTube yt-dlp download',
		detail: '100 today, 99 in the last minute.',
		whatToDo: null,
	});
});
