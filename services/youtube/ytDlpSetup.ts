import { lineOptions } from '../../lib/youtube/ytDlpLines';

export interface YtDlpSetup {
	/** As first word of a command that is just `yt_dlp`'s module, and where python3 is to be found. */
	python: string;
	ytDlp: {
		/** e.g. `['python3', '-m', 'yt_dlp']`; `python3` is replaced by `python`. */
		command: string[];
		/** At least PATH and HOME; only names that yt-dlp needs reach it. */
		env: Record<string, string | undefined>;
	};
	ffmpegPath: string;
	/** Null: this very Node serves as yt-dlp's JavaScript runtime. */
	denoPath: string | null;
	/** Proxy URL for http and https. */
	proxy: string | null;
	/** PEM file with an extra authority. */
	caFile: string | null;
}

/** H.264 and AAC first, since TikTok prefers them; then one whole MP4; then anything with a picture. */
const formats =
	'bv*[vcodec^=avc1]+ba[acodec^=mp4a]/b[ext=mp4][vcodec!=none]/bv*+ba/b[vcodec!=none]/bv*';

/** The words of facts/youtube.md's pitfalls, for every run. */
function commonArguments({ ffmpegPath, denoPath, caFile }: YtDlpSetup): string[] {
	return [
		...['--ignore-config', '--no-playlist', '--color', 'never', '--socket-timeout', '20'],
		...['--retries', '5', '--retry-sleep', 'http:exp=0.5:8'],
		...['--extractor-retries', '3', '--retry-sleep', 'extractor:exp=0.5:4'],
		...['--abort-on-unavailable-fragments', '--ffmpeg-location', ffmpegPath],
		'--no-js-runtimes',
		...['--js-runtimes', denoPath ? `deno:${denoPath}` : `node:${process.execPath}`],
		// A yt-dlp that finds certifi does not look at SSL_CERT_FILE.
		...(caFile ? ['--compat-options', 'no-certifi'] : []),
		...['-f', formats],
	];
}

/** The whole address after `--`: an id may begin with `-`. */
function addressArguments(videoId: string): string[] {
	return ['--', `https://www.youtube.com/watch?v=${videoId}`];
}

export function metadataArguments(setup: YtDlpSetup, videoId: string, cookies: string[]): string[] {
	const what = ['--quiet', '--skip-download', ...lineOptions.metadata];
	return [...commonArguments(setup), ...cookies, ...what, ...addressArguments(videoId)];
}

/** Also of what cannot be played: whether it is private or has not begun. */
export function lookArguments(setup: YtDlpSetup, videoId: string, cookies: string[]): string[] {
	const more = ['--ignore-no-formats-error', ...cookies];
	return metadataArguments(setup, videoId, more);
}

/** @param atMost so many of the newest; null: to the end of the channel */
export function listArguments(
	setup: YtDlpSetup,
	channelId: string,
	atMost: number | null,
	cookies: string[],
): string[] {
	return [
		...commonArguments(setup),
		...cookies,
		...['--quiet', '--skip-download', '--flat-playlist', '--lazy-playlist'],
		...(atMost === null ? [] : ['--playlist-end', String(atMost)]),
		...lineOptions.list,
		...['--', `https://www.youtube.com/channel/${channelId}/shorts`],
	];
}

/** The page of a channel with none of its videos, as one JSON object. */
export function channelArguments(setup: YtDlpSetup, address: string, cookies: string[]): string[] {
	return [
		...commonArguments(setup),
		...cookies,
		...['--quiet', '--flat-playlist', '--playlist-items', '0', '--dump-single-json'],
		...['--', address],
	];
}

/**
 * Format and size are in the file's name: going on with another format in the same file would spoil it at exit code 0.
 */
export function downloadArguments(
	setup: YtDlpSetup,
	videoId: string,
	folder: string,
	cookies: string[],
): string[] {
	return [
		...commonArguments(setup),
		...cookies,
		...['--quiet', '--no-simulate', '--progress', '--newline', '--progress-delta', '0.3'],
		...lineOptions.download,
		...['-P', `home:${folder}`],
		...['-o', '%(id)s.%(format_id)s.%(filesize,filesize_approx|0)d.%(ext)s'],
		...addressArguments(videoId),
	];
}

const passedOn = [
	...['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'XDG_CACHE_HOME'],
	...['PYTHONPATH', 'PYTHONHOME', 'LD_LIBRARY_PATH', 'SSL_CERT_DIR', 'NO_PROXY', 'no_proxy'],
];

/** What the child process gets to see: no setting and no secret of 14ms. */
export function childEnvironment({ ytDlp, proxy, caFile }: YtDlpSetup): Record<string, string> {
	const env: Record<string, string> = {
		PATH: '/usr/local/bin:/usr/bin:/bin',
		// The message table has characters that a C locale cannot print.
		PYTHONUTF8: '1',
		PYTHONUNBUFFERED: '1',
	};
	for (const name of passedOn) {
		const value = ytDlp.env[name];
		if (value) env[name] = value;
	}
	// Not on the command line, which everybody on this machine can read: it may hold a password.
	if (proxy) Object.assign(env, { HTTPS_PROXY: proxy, HTTP_PROXY: proxy });
	if (caFile) Object.assign(env, { SSL_CERT_FILE: caFile, DENO_CERT: caFile });
	return env;
}

export function commandOf({ python, ytDlp }: YtDlpSetup): string[] {
	return ytDlp.command.map((word, place) => (place === 0 && word === 'python3' ? python : word));
}
