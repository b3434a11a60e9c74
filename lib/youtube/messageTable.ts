import type { ErrorCode } from '../errors';
import type { YouTubeRemedy } from './messages';
import { minutesToStart } from './minutesToStart';

/** A row of the message table; the first that fits counts. Texts have ' for ’. */
export interface MessageRow {
	says: RegExp;
	code: ErrorCode;
	sentence: string;
	remedy: YouTubeRemedy | ((words: string) => YouTubeRemedy);
	/** Also the reason when yt-dlp says it only in a WARNING before a vague error. */
	inWarnings?: boolean;
	/** About this video: others may well be told of. */
	isOfVideo?: true;
	/** Only says that nothing came: a WARNING may know more. */
	isVague?: boolean;
}

const minuteMs = 60_000;
const fail: YouTubeRemedy = { kind: 'fail' };
const person: YouTubeRemedy = { kind: 'person' };
const now: YouTubeRemedy = { kind: 'later' };
const later = (minutes: number): YouTubeRemedy => ({
	kind: 'later',
	retryAfterMs: minutes * minuteMs,
});

const cookies =
	'put fresh YouTube cookies into the file of YOUTUBE_COOKIES_FILE, or run 14ms from another network';

export const rows: MessageRow[] = [
	// This machine
	{
		says: /no space left on device|disk quota exceeded/i,
		code: 'disk_full',
		sentence: 'The disk is full: make room, then the download goes on.',
		remedy: later(10),
	},
	{
		says: /unable to open for writing|unable to create directory|read-only file system/i,
		code: 'data_dir_unusable',
		sentence: 'The download cannot be written: check that DATA_DIR is writable.',
		remedy: fail,
	},
	{
		says: /unsupported version of python|no module named '?yt_dlp|ffmpeg (?:is not installed|not found)/i,
		code: 'tool_missing',
		sentence: 'yt-dlp or ffmpeg is missing or too old: run `npm run tools`.',
		remedy: fail,
	},
	{
		says: /failed to load cookies|netscape format/i,
		code: 'youtube_needs_cookies',
		sentence:
			'The file of YOUTUBE_COOKIES_FILE is not in Netscape’s cookies.txt format: export it again.',
		remedy: person,
	},
	// The video
	{
		says: /private video|video is private/i,
		code: 'youtube_video_gone',
		sentence:
			'The video is private: make it public or unlisted at YouTube, then ask for it again.',
		remedy: fail,
	},
	{
		says: /has been removed|removed by the uploader|been deleted|no longer exists/i,
		code: 'youtube_video_gone',
		sentence: 'The video has been removed from YouTube.',
		remedy: fail,
	},
	{
		says: /video isn't available any ?more/i,
		code: 'youtube_video_gone',
		sentence: 'YouTube has no such video, or no longer: check the address.',
		remedy: fail,
	},
	{
		says: /account.*(?:terminated|closed)/i,
		code: 'youtube_video_gone',
		sentence: 'The video is gone: its YouTube account has been closed.',
		remedy: fail,
	},
	{
		says: /copyright (?:grounds|claim)|who has blocked it/i,
		code: 'youtube_video_gone',
		sentence: 'YouTube does not show the video, on copyright grounds.',
		remedy: fail,
	},
	{
		says: /members-only|join this channel|requires payment|purchase/i,
		code: 'youtube_video_gone',
		sentence: 'The video is for members or buyers only: 14ms reposts public videos.',
		remedy: fail,
	},
	{
		says: /not (?:made this video )?available (?:in|from) your (?:country|location)|blocked it in your country/i,
		code: 'youtube_video_gone',
		sentence:
			'The video is not available in the country that this machine is in: allow it there at YouTube, or use a proxy.',
		remedy: fail,
	},
	{
		says: /incomplete youtube id|is not a valid url|unsupported url/i,
		code: 'bad_youtube_url',
		sentence: 'YouTube does not know such a video id: check the address.',
		remedy: fail,
		isOfVideo: true,
	},
	{
		says: /drm protected/i,
		code: 'youtube_no_format',
		sentence: 'The video is protected against copying and cannot be downloaded.',
		remedy: fail,
	},
	// A person is needed
	{
		says: /cookies are no longer valid/i,
		code: 'youtube_needs_cookies',
		sentence: `YouTube no longer takes the cookies: ${cookies}.`,
		remedy: person,
		inWarnings: true,
	},
	{
		says: /confirm your age|age-restricted|inappropriate for some users/i,
		code: 'youtube_needs_cookies',
		sentence: `YouTube wants a sign-in for this video’s age limit: ${cookies}.`,
		remedy: person,
		isOfVideo: true,
	},
	{
		says: /not a bot|captcha|ip is likely being blocked/i,
		code: 'youtube_needs_cookies',
		sentence: `YouTube takes this machine for a bot: ${cookies}.`,
		remedy: person,
		inWarnings: true,
	},
	// Later
	{
		says: /rate-limited|try again later/i,
		code: 'youtube_rate_limited',
		sentence:
			'YouTube lets this machine ask no more for a while: it is tried again in an hour.',
		remedy: later(60),
		inWarnings: true,
	},
	{
		says: /http error 429|too many requests/i,
		code: 'youtube_rate_limited',
		sentence: 'YouTube was asked too often (429): it is tried again in ten minutes.',
		remedy: later(10),
		inWarnings: true,
	},
	{
		says: /processing this video|still being processed|check back later/i,
		code: 'youtube_not_ready',
		sentence: 'YouTube is still processing the video: it is looked at again later.',
		remedy: later(10),
	},
	{
		says: /premieres? (?:in|will)|live event will begin|begin shortly|offline\.?$/i,
		code: 'youtube_not_ready',
		sentence: 'The video has not started yet: it is looked at again later.',
		remedy: (words) => later(minutesToStart(words) ?? 30),
	},
	{
		says: /sign in|log ?in/i,
		code: 'youtube_needs_cookies',
		sentence: `YouTube wants a sign-in: ${cookies}.`,
		remedy: person,
	},
	{
		says: /video (?:is )?(?:unavailable|not available)|isn't available/i,
		code: 'youtube_try_later',
		sentence:
			'YouTube says “Video unavailable” without a reason: check the address; it is looked at again later.',
		remedy: later(15),
	},
	{
		says: /unable to download video data: http error 403/i,
		code: 'youtube_blocked',
		sentence:
			'YouTube refused the download (403). If this stays so, run `npx 14ms update-tools`: an old yt-dlp is the usual cause.',
		remedy: now,
	},
	// The way to YouTube
	{
		says: /certificate.verify.failed|certificateverifyerror/i,
		code: 'youtube_unreachable',
		sentence:
			'The certificate on the way to YouTube is not trusted: name your proxy’s authority in NODE_EXTRA_CA_CERTS.',
		remedy: now,
		inWarnings: true,
	},
	{
		says: /connect to proxy|proxyerror|tunnel connection failed/i,
		code: 'youtube_unreachable',
		sentence: 'The proxy on the way to YouTube does not work: check HTTPS_PROXY.',
		remedy: now,
		inWarnings: true,
	},
	{
		says: /timed out|failed to resolve|name resolution|name or service not known|nodename nor servname|connection (?:reset|refused|aborted|broken)|network is unreachable|no route to host|remote end closed|incompleteread|more expected|eof occurred|got error|http error 5\d\d|internal server error|transporterror/i,
		code: 'youtube_unreachable',
		sentence: 'YouTube could not be reached, or the connection broke: it is tried again.',
		remedy: now,
		inWarnings: true,
	},
	{
		says: /http error 403/i,
		code: 'youtube_blocked',
		sentence: `YouTube refuses this machine (403): run \`npx 14ms update-tools\`; if that does not help, ${cookies}.`,
		remedy: later(15),
		inWarnings: true,
	},
	// No file
	{
		says: /no supported javascript runtime|challenge solving failed|signature solving failed/i,
		code: 'youtube_no_format',
		sentence:
			'yt-dlp could not solve YouTube’s JavaScript challenge: run `npx 14ms doctor` and `npx 14ms update-tools`.',
		remedy: fail,
		inWarnings: true,
	},
	{
		says: /requested format is not available|only images are available/i,
		code: 'youtube_no_format',
		sentence: 'YouTube offers no file of this video that can be downloaded.',
		remedy: fail,
		isVague: true,
	},
	{
		says: /no video formats found/i,
		code: 'youtube_no_format',
		sentence:
			'yt-dlp found no file of this video: run `npx 14ms update-tools`, an old yt-dlp is the usual cause.',
		remedy: fail,
		isVague: true,
	},
	{
		says: /failed to extract any player response|unable to download api page|unable to extract/i,
		code: 'youtube_unreachable',
		sentence: 'YouTube’s answer could not be read: it is tried again.',
		remedy: now,
		isVague: true,
	},
];
