import { z } from 'zod';
import { storableJson } from '../storableJson';

/** Marks of our own lines on yt-dlp's stdout; anything else there is not for us. */
const marks = {
	plan: '14ms-plan',
	progress: '14ms-progress',
	file: '14ms-file',
	video: '14ms-video',
	entry: '14ms-entry',
};

/** Options that make yt-dlp print the lines which `readLine` reads. Missing values are left out of the JSON. */
export const lineOptions = {
	metadata: [
		'--print',
		`${marks.video} %(.{id,title,description,channel,uploader,uploader_id,channel_id,duration,width,height,media_type,live_status,timestamp,upload_date,release_timestamp,availability,format_id,view_count,like_count,comment_count})j`,
	],
	list: ['--print', `${marks.entry} %(.{id,title})j`],
	download: [
		...[
			'--print',
			`before_dl:${marks.plan} {"parts":%(requested_formats.:.{format_id,filesize})j,"whole":%(.{format_id,filesize})j}`,
		],
		...[
			'--progress-template',
			`download:${marks.progress} {"progress":%(progress)j,"format":%(info.{format_id,filesize})j}`,
		],
		...['--print', `after_move:${marks.file} %(filepath)j`],
	],
};

const atMost = (length: number) =>
	z.string().transform((text) => text.slice(0, length).toWellFormed());
const format = z.object({ format_id: z.string(), filesize: z.number().nullish() });
const plan = z.object({ parts: z.array(format).nullish(), whole: format });
const progress = z.object({
	progress: z.object({
		status: z.string(),
		downloaded_bytes: z.number().nullish(),
		total_bytes: z.number().nullish(),
	}),
	format,
});
const video = z.object({
	// YouTube's own limits are 100 and 5,000 characters; a caption is shorter still.
	title: atMost(500).nullish(),
	description: atMost(20_000).nullish(),
	channel: z.string().nullish(),
	uploader: z.string().nullish(),
	/** The channel's handle, with @. */
	uploader_id: z.string().nullish(),
	channel_id: z.string().nullish(),
	duration: z.number().nullish(),
	width: z.number().nullish(),
	height: z.number().nullish(),
	media_type: z.string().nullish(),
	live_status: z.string().nullish(),
	/** Seconds since 1970. */
	timestamp: z.number().nullish(),
	/** YYYYMMDD */
	upload_date: z.string().nullish(),
	/** Seconds since 1970: when a premiere or stream begins. */
	release_timestamp: z.number().nullish(),
	availability: z.string().nullish(),
	/** Missing where nothing can be played. */
	format_id: z.string().nullish(),
	view_count: z.number().nullish(),
	like_count: z.number().nullish(),
	comment_count: z.number().nullish(),
});
const entry = z.object({ id: z.string(), title: atMost(500).nullish() });

export type YtDlpVideo = z.infer<typeof video>;

export type YtDlpLine =
	| { kind: 'plan'; formats: { id: string; sizeBytes: number | null }[] }
	| {
			kind: 'progress';
			formatId: string;
			/** What the player API promised. */
			promisedBytes: number | null;
			doneBytes: number;
			isFinished: boolean;
	  }
	| { kind: 'file'; path: string }
	| { kind: 'video'; video: YtDlpVideo }
	/** Of a flat list. */
	| { kind: 'entry'; videoId: string; title: string };

/** One line of yt-dlp's stdout; null for lines that are not ours or not whole. */
export function readLine(line: string): YtDlpLine | null {
	const cut = line.indexOf(' ');
	const body = storableJson(line.slice(cut + 1));
	switch (line.slice(0, cut)) {
		case marks.plan:
			return whenRead(plan.safeParse(body), ({ parts, whole }) => ({
				kind: 'plan',
				formats: (parts?.length ? parts : [whole]).map(({ format_id, filesize }) => {
					return { id: format_id, sizeBytes: filesize ?? null };
				}),
			}));
		case marks.progress:
			return whenRead(progress.safeParse(body), ({ progress: p, format: f }) => ({
				kind: 'progress',
				formatId: f.format_id,
				promisedBytes: f.filesize ?? null,
				// A file that was there already has a total only.
				doneBytes:
					p.downloaded_bytes ?? (p.status === 'finished' ? (p.total_bytes ?? 0) : 0),
				isFinished: p.status === 'finished',
			}));
		case marks.file:
			return whenRead(z.string().safeParse(body), (path) => ({ kind: 'file', path }));
		case marks.video:
			return whenRead(video.safeParse(body), (found) => ({ kind: 'video', video: found }));
		case marks.entry:
			return whenRead(entry.safeParse(body), ({ id, title }) => {
				return { kind: 'entry', videoId: id, title: title ?? '' };
			});
		default:
			return null;
	}
}

function whenRead<T>(
	result: { success: true; data: T } | { success: false },
	make: (data: T) => YtDlpLine,
): YtDlpLine | null {
	return result.success ? make(result.data) : null;
}
