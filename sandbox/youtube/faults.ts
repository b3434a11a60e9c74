import { z } from 'zod';
import { dataApiReason } from './dataApi/dataApiError';

/** How YouTube says that a video cannot be played. */
export const unplayable = z.enum([
	'private',
	'removed',
	'unknown',
	'terminated',
	'copyright',
	'ageGated',
	'botCheck',
	'rateLimited',
	'membersOnly',
	'country',
	'premiere',
	'upcoming',
	'processing',
	'unavailable',
]);
export type Unplayable = z.infer<typeof unplayable>;

const status = z.int().min(400).max(599);
const times = z.int().positive().optional();
/** Only for this channel; default: for all. */
const channel = z.string().optional();

/** What goes wrong. Each `times` counts down; without it the fault stays until it is taken back. */
export const faultsSchema = z.strictObject({
	/** Only for this video; default: for all. */
	video: z.string().optional(),
	unplayable: unplayable.optional(),
	/** Status of the pages and the player API. */
	api: z.strictObject({ status, times }).optional(),
	/** Status of the video data. */
	data: z.strictObject({ status, times }).optional(),
	/** The data comes no faster than this. */
	slow: z.strictObject({ bytesPerSecond: z.int().positive() }).optional(),
	/** The connection is cut after so many bytes of an answer. */
	cut: z.strictObject({ afterBytes: z.int().min(0), times }).optional(),
	/** Files end here, though the player API promises all of them. */
	truncate: z.strictObject({ toBytes: z.int().positive() }).optional(),
	/** The only formats offered. */
	itags: z.array(z.int()).optional(),
	/** What the Data API refuses with, in its own words. */
	dataApi: z.strictObject({ reason: dataApiReason, channel, times }).optional(),
	/** `status`, or a feed that is cut off in its middle; `of`: only the feeds of Shorts (`UUSH…`), or only the others. */
	feeds: z
		.strictObject({
			status: status.optional(),
			of: z.enum(['shorts', 'channel']).optional(),
			channel,
			times,
		})
		.optional(),
	/** Status of channel pages and of `/youtubei/v1/browse`. */
	channelPages: z.strictObject({ status, channel, times }).optional(),
	/** The WebSub hub: a status, or `denied` after it has accepted. */
	hub: z.strictObject({ status: status.optional(), channel, times }).optional(),
});
export type Faults = z.infer<typeof faultsSchema>;

/** The faults in force, with their countdowns. */
export class FaultBoard {
	#faults: Faults = {};
	readonly #ofVideos = new Map<string, Faults>();

	/** Replaces all faults. */
	set(faults: Faults): void {
		this.#faults = structuredClone(faults);
		this.#ofVideos.clear();
	}

	/** Replaces the faults of one video, which then count instead of the general ones. */
	setFor(videoId: string, faults: Faults): void {
		this.#ofVideos.set(videoId, structuredClone(faults));
	}

	get current(): Faults {
		return this.#faults;
	}

	/** The faults of this video, without using up any. */
	of(videoId: string | null): Faults {
		const own = videoId === null ? undefined : this.#ofVideos.get(videoId);
		if (own) return own;
		const { video } = this.#faults;
		return video === undefined || video === videoId ? this.#faults : {};
	}

	/** The fault of that kind, if it strikes now: one of its times is used up. */
	take<K extends 'api' | 'data' | 'cut'>(videoId: string | null, kind: K): Faults[K] | null {
		const fault = this.of(videoId)[kind];
		return fault && strikes(fault) ? fault : null;
	}

	/** The same for what concerns no single video. */
	takeOf<K extends 'dataApi' | 'feeds' | 'channelPages' | 'hub'>(
		kind: K,
		{ channelId, of }: { channelId: string | null; of?: 'shorts' | 'channel' },
	): NonNullable<Faults[K]> | null {
		const kinds: Pick<Faults, 'dataApi' | 'feeds' | 'channelPages' | 'hub'> = this.#faults;
		const fault = kinds[kind];
		if (!fault) return null;
		const only: {
			channel?: string | undefined;
			of?: string | undefined;
			times?: number | undefined;
		} = fault;
		if (only.channel !== undefined && only.channel !== channelId) return null;
		if (only.of !== undefined && only.of !== of) return null;
		return strikes(fault) ? fault : null;
	}
}

function strikes(fault: { times?: number | undefined }): boolean {
	if (fault.times === 0) return false;
	if (fault.times !== undefined) fault.times -= 1;
	return true;
}
