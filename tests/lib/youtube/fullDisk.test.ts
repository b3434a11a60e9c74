import { fullDisk } from '../../../lib/youtube/fullDisk';
import { meaningOfYtDlp } from '../../../lib/youtube/messages';

const noWord = meaningOfYtDlp('ERROR: Postprocessing: Conversion failed!', 1);
const inWords = meaningOfYtDlp(
	'ERROR: unable to write data: [Errno 28] No space left on device',
	1,
);
const full = { freeBytes: 1_000_000, videoBytes: 65_000_000 };

test('a failure without a reason on a full disk is a full disk, with the room that is needed', () => {
	expect(noWord.code).toBe('youtube_failed');
	expect(fullDisk(noWord, full)).toEqual({
		code: 'disk_full',
		sentence:
			'The disk is full: make about 150 MB of room where DATA_DIR is, then the download goes on.',
		remedy: { kind: 'later', retryAfterMs: 600_000 },
	});
	expect(fullDisk(noWord, { ...full, videoBytes: null }).sentence).toBe(
		'The disk is full: make room where DATA_DIR is, then the download goes on.',
	);
});

test('what says that the disk is full is believed, even where there is room again', () => {
	const { sentence } = fullDisk(inWords, { freeBytes: 9e9, videoBytes: 1_000_000 });
	expect(sentence).toContain('about 22 MB');
});

test('other failures stay what they are', () => {
	const gone = meaningOfYtDlp('ERROR: [youtube] x: Private video', 1);
	expect(fullDisk(gone, full)).toBe(gone);
	expect(fullDisk(noWord, { ...full, freeBytes: 9e9 })).toBe(noWord);
});
