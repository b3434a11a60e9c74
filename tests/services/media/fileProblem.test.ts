import { writeFileSync } from 'node:fs';
import { fileProblem, fileProblemInWords } from '../../../services/media/fileProblem';
import { FfmpegError, runFfmpeg } from '../../../services/media/runFfmpeg';
import { ffmpegPath } from './sampleMaker';

const folder = '/data/media/acc.one';
const failureOf = (act: () => unknown): unknown => {
	try {
		return act();
	} catch (error) {
		return error;
	}
};

test('a full disk is told as such, with the folder', () => {
	// Linux's /dev/full answers every write with ENOSPC.
	const error = failureOf(() => writeFileSync('/dev/full', 'x'));
	expect(fileProblem(error, folder)).toMatchObject({
		code: 'disk_full',
		message: `The disk that holds ${folder} is full. Free some space there; it goes on by itself.`,
		extra: { retryAfterMs: 600_000 },
	});
});

test('a disk that fills up while ffmpeg writes is told as such', async () => {
	const args = [
		'-v',
		'error',
		'-f',
		'lavfi',
		'-i',
		'testsrc2=d=1',
		'-f',
		'matroska',
		'-y',
		'/dev/full',
	];
	const error = await runFfmpeg(args, { ffmpegPath }).catch((each: unknown) => each);
	expect(error).toBeInstanceOf(FfmpegError);
	const words = error instanceof FfmpegError ? error.message : '';
	expect(fileProblemInWords(words, folder)).toMatchObject({ code: 'disk_full' });
});

test.each(['EROFS', 'EACCES', 'EPERM', 'ENOTDIR'])(
	'%s means that the folder cannot be used',
	(code) => {
		const error = Object.assign(new Error('no'), { code });
		expect(fileProblem(error, folder)).toMatchObject({ code: 'data_dir_unusable' });
	},
);

test('ffmpeg’s words for a read-only disk are understood', () => {
	const words = 'Error opening output a.making: Read-only file system';
	expect(fileProblemInWords(words, folder)).toMatchObject({ code: 'data_dir_unusable' });
	expect(fileProblemInWords('Invalid data found', folder)).toBeNull();
});

test('what is no file error stays what it is', () => {
	const error = new TypeError('a mistake of ours');
	expect(fileProblem(error, folder)).toBe(error);
});
