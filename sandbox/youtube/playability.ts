import type { Unplayable } from './faults';

/**
 * `playabilityStatus` in YouTube's own words, as yt-dlp's extractor reads them.
 * @param startsAt of a premiere or stream; default in three hours
 */
export function playability(
	reason: Unplayable | null,
	now: number,
	startsAt: string | null = null,
): Record<string, unknown> {
	if (reason === null) return { status: 'OK', playableInEmbed: true };
	return words(now, startsAt === null ? now + 3 * hourMs : Date.parse(startsAt))[reason];
}

const hourMs = 3_600_000;

function words(now: number, startsAt: number): Record<Unplayable, Record<string, unknown>> {
	const slate = {
		liveStreamability: {
			liveStreamabilityRenderer: {
				offlineSlate: {
					liveStreamOfflineSlateRenderer: {
						scheduledStartTime: String(Math.floor(startsAt / 1000)),
					},
				},
			},
		},
	};
	return {
		private: {
			...refusal('LOGIN_REQUIRED', 'Private video'),
			...screen('Private video', 'Sign in if you’ve been granted access to this video'),
		},
		removed: refusal(
			'ERROR',
			'Video unavailable',
			'This video has been removed by the uploader',
		),
		unknown: refusal('ERROR', 'Video unavailable', 'This video isn’t available anymore'),
		terminated: refusal(
			'ERROR',
			'Video unavailable',
			'This video is no longer available because the YouTube account associated with this video has been terminated.',
		),
		copyright: refusal(
			'ERROR',
			'Video unavailable',
			'This video is no longer available due to a copyright claim by Somebody. It was blocked on copyright grounds.',
		),
		ageGated: {
			...refusal('LOGIN_REQUIRED', 'Sign in to confirm your age'),
			...screen(
				'Sign in to confirm your age',
				'This video may be inappropriate for some users.',
			),
			desktopLegacyAgeGateReason: 1,
		},
		botCheck: refusal('LOGIN_REQUIRED', 'Sign in to confirm you’re not a bot'),
		rateLimited: refusal('UNPLAYABLE', "This content isn't available, try again later."),
		membersOnly: refusal(
			'UNPLAYABLE',
			'Join this channel to get access to members-only content like this video, and other exclusive perks.',
		),
		country: refusal(
			'UNPLAYABLE',
			'Video unavailable',
			'The uploader has not made this video available in your country',
		),
		premiere: {
			...refusal('LIVE_STREAM_OFFLINE', `Premieres in ${inWords(startsAt - now)}`),
			...slate,
		},
		upcoming: {
			...refusal(
				'LIVE_STREAM_OFFLINE',
				`This live event will begin in ${inWords(startsAt - now)}.`,
			),
			...slate,
		},
		processing: refusal('UNPLAYABLE', 'We’re processing this video. Check back later.'),
		unavailable: refusal('ERROR', 'Video unavailable'),
	};
}

function inWords(ms: number): string {
	const hours = Math.round(ms / hourMs);
	if (hours >= 48) return `${Math.round(hours / 24)} days`;
	if (hours >= 2) return `${hours} hours`;
	return `${Math.max(1, Math.round(ms / 60_000))} minutes`;
}

function refusal(status: string, reason: string, subreason?: string): Record<string, unknown> {
	return { status, reason, ...(subreason ? screen(reason, subreason) : {}) };
}

function screen(reason: string, subreason: string): Record<string, unknown> {
	return {
		errorScreen: {
			playerErrorMessageRenderer: {
				reason: { simpleText: reason },
				subreason: { simpleText: subreason },
			},
		},
	};
}
