import { meaningOfYtDlp } from '../../../lib/youtube/messages';

const at = 'ERROR: [youtube] kX3u7Rn_s0Q: ';
const hourMs = 3_600_000;
const minuteMs = 60_000;
const fail = { kind: 'fail' };
const person = { kind: 'person' };
const atOnce = { kind: 'later' };
const later = (retryAfterMs: number) => ({ kind: 'later', retryAfterMs });

test.each<[string, string, object]>([
	// Final
	[
		`${at}Private video. Sign in if you’ve been granted access to this video. Use --cookies`,
		'youtube_video_gone',
		fail,
	],
	[
		`${at}Private video. Sign in if you've been granted access to this video`,
		'youtube_video_gone',
		fail,
	],
	[
		`${at}Video unavailable. This video has been removed by the uploader`,
		'youtube_video_gone',
		fail,
	],
	[`${at}Video unavailable. This video isn’t available anymore`, 'youtube_video_gone', fail],
	[
		`${at}This video has been removed for violating YouTube's Terms of Service`,
		'youtube_video_gone',
		fail,
	],
	[
		`${at}Video unavailable. This video is no longer available because the YouTube account associated with this video has been terminated.`,
		'youtube_video_gone',
		fail,
	],
	[
		`${at}Video unavailable. This video contains content from Label, who has blocked it on copyright grounds`,
		'youtube_video_gone',
		fail,
	],
	[
		`${at}Join this channel to get access to members-only content like this video, and other exclusive perks.`,
		'youtube_video_gone',
		fail,
	],
	[
		`${at}The uploader has not made this video available in your country\nYou might want to use a VPN or a proxy server (with --proxy) to workaround.`,
		'youtube_video_gone',
		fail,
	],
	[
		'ERROR: [youtube:truncated_id] abc: Incomplete YouTube ID abc. URL https://www.youtube.com/watch?v=abc looks truncated.',
		'bad_youtube_url',
		fail,
	],
	[`${at}This video is DRM protected`, 'youtube_no_format', fail],
	[
		`${at}Requested format is not available. Use --list-formats for a list of available formats`,
		'youtube_no_format',
		fail,
	],
	[
		`${at}No video formats found!; please report this issue on https://x`,
		'youtube_no_format',
		fail,
	],
	// A person
	[
		`${at}Sign in to confirm your age. This video may be inappropriate for some users. Use --cookies`,
		'youtube_needs_cookies',
		person,
	],
	[
		`${at}Sign in to confirm you’re not a bot. Use --cookies-from-browser or --cookies`,
		'youtube_needs_cookies',
		person,
	],
	[
		`${at}Sign in to confirm you're not a bot. Use --cookies-from-browser or --cookies`,
		'youtube_needs_cookies',
		person,
	],
	[
		`${at}Please sign in. Use --cookies-from-browser or --cookies for the authentication`,
		'youtube_needs_cookies',
		person,
	],
	[
		`${at}Video unavailable. YouTube is requiring a captcha challenge before playback`,
		'youtube_needs_cookies',
		person,
	],
	[
		`WARNING: [youtube] The provided YouTube account cookies are no longer valid. They have likely been rotated\n${at}Requested format is not available`,
		'youtube_needs_cookies',
		person,
	],
	[
		"ERROR: 'c.txt' does not look like a Netscape format cookies file",
		'youtube_needs_cookies',
		person,
	],
	[
		'ERROR: unable to write data: [Errno 28] No space left on device',
		'disk_full',
		later(10 * minuteMs),
	],
	// Later
	[
		`${at}This content isn't available, try again later. The current session has been rate-limited by YouTube for up to an hour.`,
		'youtube_rate_limited',
		later(hourMs),
	],
	[`${at}Video unavailable`, 'youtube_try_later', later(15 * minuteMs)],
	[`${at}This video is not available`, 'youtube_try_later', later(15 * minuteMs)],
	[
		`${at}We’re processing this video. Check back later.`,
		'youtube_not_ready',
		later(10 * minuteMs),
	],
	[`${at}Premieres in 3 hours`, 'youtube_not_ready', later(3 * hourMs)],
	[`${at}Premieres in 20 minutes`, 'youtube_not_ready', later(20 * minuteMs)],
	[`${at}Premieres in 4 days`, 'youtube_not_ready', later(6 * hourMs)],
	[`${at}Premiere will begin shortly`, 'youtube_not_ready', later(30 * minuteMs)],
	[
		`${at}This live event will begin in a few moments.`,
		'youtube_not_ready',
		later(30 * minuteMs),
	],
	[
		'ERROR: unable to download video data: HTTP Error 429: Too Many Requests',
		'youtube_rate_limited',
		later(10 * minuteMs),
	],
	[
		`${at}Unable to download API page: HTTP Error 403: Forbidden (caused by <HTTPError 403: Forbidden>)`,
		'youtube_blocked',
		later(15 * minuteMs),
	],
	// At once
	['ERROR: unable to download video data: HTTP Error 403: Forbidden', 'youtube_blocked', atOnce],
	[
		'ERROR: [download] Got error: HTTP Error 503: Service Unavailable. Giving up after 5 retries',
		'youtube_unreachable',
		atOnce,
	],
	[
		'ERROR: [download] Got error: 1000 bytes read, 1867141 more expected. Giving up after 2 retries',
		'youtube_unreachable',
		atOnce,
	],
	[
		`${at}Unable to download API page: HTTPSConnectionPool: Read timed out. (read timeout=20.0)`,
		'youtube_unreachable',
		atOnce,
	],
	[
		`${at}Unable to download API page: The read operation timed out`,
		'youtube_unreachable',
		atOnce,
	],
	[
		`${at}Unable to download API page: Failed to resolve 'www.youtube.com' ([Errno -3])`,
		'youtube_unreachable',
		atOnce,
	],
	[
		`${at}Unable to download API page: ('Unable to connect to proxy', NewConnectionError("…"))`,
		'youtube_unreachable',
		atOnce,
	],
	[
		`${at}Unable to download API page: <urlopen error Tunnel connection failed: 404 Not Found>`,
		'youtube_unreachable',
		atOnce,
	],
	[
		`${at}Unable to download API page: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate`,
		'youtube_unreachable',
		atOnce,
	],
])('%s', (stderr, code, remedy) => {
	const meaning = meaningOfYtDlp(stderr, 1);
	expect(meaning).toMatchObject({ code });
	expect(meaning.remedy).toEqual(remedy);
	expect(meaning.sentence).toMatch(/^[A-Z“y].*\.$/);
});

test('a WARNING tells why nothing was found', () => {
	const stderr = [
		'WARNING: [youtube] kX3u7Rn_s0Q: Unable to download webpage: HTTP Error 429: Too Many Requests (caused by <HTTPError 429>)',
		`${at}No video formats found!`,
	].join('\n');
	expect(meaningOfYtDlp(stderr, 1).code).toBe('youtube_rate_limited');
});

test('a WARNING does not outvote a clear ERROR', () => {
	const stderr = `WARNING: [youtube] HTTP Error 503: Service Unavailable. Retrying (1/3)...\n${at}Private video`;
	expect(meaningOfYtDlp(stderr, 1).code).toBe('youtube_video_gone');
});

test('no file at exit code 0 is a skip, never a success', () => {
	expect(meaningOfYtDlp('', 0).code).toBe('youtube_failed');
	expect(meaningOfYtDlp('', 0).sentence).toContain('skipped');
	expect(meaningOfYtDlp('', 101).sentence).toContain('skipped');
});

test('an option that yt-dlp does not know is final and names the remedy', () => {
	const stderr = 'Usage: yt-dlp [OPTIONS] URL\n\nyt-dlp: error: no such option: --bogus';
	const { code, sentence, remedy } = meaningOfYtDlp(stderr, 2);
	expect(code).toBe('youtube_failed');
	expect(sentence).toContain('update-tools');
	expect(remedy).toEqual({ kind: 'fail' });
});

test('words that are not in the table are shown, without addresses', () => {
	const stderr = `${at}Something new at https://rr1.googlevideo.com/videoplayback?sig=secret; please report this issue on https://x`;
	const { code, sentence } = meaningOfYtDlp(stderr, 1);
	expect(code).toBe('youtube_failed');
	expect(sentence).toBe('yt-dlp could not do it: Something new at …');
});

test('no words at all still make a sentence', () => {
	expect(meaningOfYtDlp('', 1).sentence).toBe('yt-dlp ended with exit code 1 and no word.');
	expect(meaningOfYtDlp('', null).sentence).toContain('exit code none');
});
