import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../../lib/errors';
import type { ChannelRef } from '../../lib/youtube/channelRef';
import type { ChannelVideo } from '../../lib/youtube/channelVideo';
import { hiddenVideo, videoOfYtDlp } from '../../lib/youtube/lookedAt';
import { unknownVideo } from '../../lib/youtube/mergedVideo';
import { meaningOfYtDlp } from '../../lib/youtube/messages';
import { quoted } from '../../lib/quoted';
import { storableJson } from '../../lib/storableJson';
import { readLine, type YtDlpLine, type YtDlpVideo } from '../../lib/youtube/ytDlpLines';
import type { ChannelOnPage, ChannelPages } from './channelPages';
import { createTurns } from './createTurns';
import { runYtDlp, type YtDlpEnd } from './runYtDlp';
import { createYtDlpRunner, type Outcome, type YouTubeOptions } from './ytDlpRunner';
import { channelArguments, listArguments, lookArguments } from './ytDlpSetup';

/** A run takes a second of CPU: a spell of broken feeds must not start one for every channel at once. */
const runsAtOnce = 2;
/** Lists run and waited for: each holds one of the worker's places for brief steps, which all else needs too. */
const mostLists = 8;

const busy = new Problem(
	'youtube_try_later',
	'Too many channels wait for yt-dlp at present, as when YouTube’s feeds fail for all: this one is looked at again next time.',
);

const noTab = /does not have a shorts tab/i;
const noChannel =
	/HTTP Error 404|requested entity was not found|does not exist|channel .*(?:terminated|not available)|redirected to youtube\.com home page/i;

/** After one of these, yt-dlp asks elsewhere, where 404 says nothing. */
const trouble = /HTTP Error (?:403|429|5\d\d)/i;

export function createChannelPages(options: YouTubeOptions): ChannelPages {
	const runner = createYtDlpRunner(options);
	const { base } = runner;
	const inTurn = createTurns(runsAtOnce);
	let lists = 0;

	return {
		channel: (ref, signal) =>
			inTurn(
				signal,
				() =>
					runner.persistently<ChannelOnPage>(
						'channel',
						{ channel: addressOf(ref) },
						signal,
						async () => {
							const lines: string[] = [];
							const end = await run(
								signal,
								(text) => lines.push(text),
								(cookies) => channelArguments(options, addressOf(ref), cookies),
							);
							const found = end.exitCode === 0 ? readChannel(lines.join('\n')) : null;
							if (found) return { result: found };
							if (noChannel.test(end.stderr) && !trouble.test(end.stderr))
								throw notFound(ref);
							return { meaning: meaningOfYtDlp(end.stderr, end.exitCode) };
						},
					),
				// A person waits for it; what else asks so does it once in 30 days.
				{ isFirst: true },
			),

		shorts: async (channelId, { atMost, signal }) => {
			if (lists >= mostLists) throw busy;
			lists += 1;
			const listed = inTurn(signal, () =>
				runner.persistently<{ videoId: string; title: string }[]>(
					'list',
					{ channelId },
					signal,
					async () => {
						const found: { videoId: string; title: string }[] = [];
						const end = await run(
							signal,
							onLine((line) => {
								if (line.kind === 'entry') found.push(line);
							}),
							(cookies) => listArguments(options, channelId, atMost, cookies),
						);
						if (end.exitCode === 0) {
							return {
								result: found.map(({ videoId, title }) => ({ videoId, title })),
							};
						}
						if (found.length === 0 && noTab.test(end.stderr)) return { result: [] };
						return { meaning: meaningOfYtDlp(end.stderr, end.exitCode) };
					},
				),
			);
			return listed.finally(() => (lists -= 1));
		},

		look: (videoId, signal) =>
			inTurn(signal, () =>
				runner.persistently<ChannelVideo | null>('look', { videoId }, signal, async () => {
					const found: YtDlpVideo[] = [];
					const end = await run(
						signal,
						onLine((line) => {
							if (line.kind === 'video') found.push(line.video);
						}),
						(cookies) => lookArguments(options, videoId, cookies),
					);
					return lookedAt(videoId, found[0], end);
				}),
			),
	};

	async function run(
		signal: AbortSignal,
		onText: (text: string) => void,
		argumentsOf: (cookies: string[]) => string[],
	): Promise<YtDlpEnd> {
		const cwd = await mkdtemp(join(tmpdir(), '14ms-youtube-'));
		try {
			return await runner.withCookies(cwd, (cookies) =>
				runYtDlp({ ...base, cwd, signal, args: argumentsOf(cookies), onLine: onText }),
			);
		} finally {
			await rm(cwd, { recursive: true, force: true });
		}
	}
}

function lookedAt(
	videoId: string,
	video: YtDlpVideo | undefined,
	{ exitCode, stderr }: YtDlpEnd,
): Outcome<ChannelVideo | null> {
	if (exitCode === 0 && video?.format_id) return { result: videoOfYtDlp(videoId, video, '') };
	const hidden = hiddenVideo(videoId, stderr);
	if (hidden?.access === 'gone') return { result: null };
	if (exitCode === 0 && video && (hidden || video.live_status === 'is_upcoming')) {
		return { result: videoOfYtDlp(videoId, video, stderr) };
	}
	if (hidden) return { result: hidden };
	// Where nothing can be played, a warning says what otherwise would be the error.
	const meaning = meaningOfYtDlp(stderr.replaceAll(/^WARNING: /gm, 'ERROR: '), exitCode || 1);
	const known = video ? videoOfYtDlp(videoId, video, stderr) : unknownVideo(videoId);
	switch (meaning.code) {
		case 'youtube_not_ready':
			return { result: known };
		// About this video alone, and no more to be known at present.
		case 'youtube_video_gone':
		case 'youtube_try_later':
		case 'youtube_no_format':
			return { result: { ...known, access: null } };
		default:
			return meaning.isOfVideo
				? { meaning, otherwise: { ...known, access: null, trouble: meaning.sentence } }
				: { meaning };
	}
}

function onLine(take: (line: YtDlpLine) => void): (text: string) => void {
	return (text) => {
		const line = readLine(text);
		if (line) take(line);
	};
}

/** `/about` is answered without any of the channel's videos. */
function addressOf(ref: ChannelRef): string {
	const site = 'https://www.youtube.com';
	switch (ref.kind) {
		case 'id':
			return `${site}/channel/${ref.channelId}/about`;
		case 'handle':
			return `${site}/@${encodeURIComponent(ref.handle)}/about`;
		case 'user':
			return `${site}/user/${encodeURIComponent(ref.name)}/about`;
		case 'custom':
			return `${site}/c/${encodeURIComponent(ref.name)}/about`;
	}
}

/** The words of the refusal are the same whichever source has looked. */
export function notFound(ref: ChannelRef): Problem {
	return new Problem(
		'channel_not_found',
		`YouTube has no channel ${quoted(nameOf(ref), 100)}: check its handle or address.`,
	);
}

function nameOf(ref: ChannelRef): string {
	if (ref.kind === 'id') return ref.channelId;
	return ref.kind === 'handle' ? `@${ref.handle}` : ref.name;
}

const page = z.object({
	channel_id: z.string(),
	channel: z.string().nullish(),
	uploader_id: z.string().nullish(),
	description: z.string().nullish(),
	thumbnails: z
		.array(z.object({ url: z.string(), id: z.string().nullish(), width: z.number().nullish() }))
		.nullish(),
});

function readChannel(text: string): ChannelOnPage | null {
	const read = page.safeParse(storableJson(text));
	if (!read.success) return null;
	const {
		channel_id: channelId,
		channel,
		uploader_id: handle,
		description,
		thumbnails,
	} = read.data;
	// Banners are wide; of the avatar, the one that is not cropped has no size.
	const avatar = thumbnails?.find(({ url, width }) => width && /^https:.*=s\d+/.test(url));
	return {
		channelId,
		handle: handle?.startsWith('@') ? handle : null,
		title: channel ?? '',
		description: description ?? null,
		avatarUrl: avatar?.url ?? null,
	};
}
