// Prepares the file at argv[3] with the ffmpeg at argv[2]: a program of its own, to be killed.
import { dirname } from 'node:path';
import { createMedia } from '../../../services/media/createMedia';

const [, , ffmpegPath = '', path = ''] = process.argv;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

void createMedia({ mediaRoot: dirname(path), ffmpegPath, log }).prepare(
	path,
	{ maxDurationSec: 180 },
	{ signal: new AbortController().signal, onProgress: () => undefined },
);
