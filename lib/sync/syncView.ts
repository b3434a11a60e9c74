import { z } from 'zod';
import { postSettings, posting } from '../posting/request';
import { repostStates } from '../posting/states';
import { decisionStates } from './decision';
import { captionRules, syncRules } from './syncRules';

const moment = z.iso.datetime().describe('ISO 8601, UTC');

export const syncAction = z
	.enum(['repost', 'announce'])
	.describe('`announce` only tells (event `short.found`), so that somebody else may repost');
export type SyncAction = z.infer<typeof syncAction>;

/** Everything of a post but its caption, which `captions` makes. */
export const syncPostSettings = postSettings.omit({ caption: true, coverTimestampMs: true });
export type SyncPostSettings = z.infer<typeof syncPostSettings>;

const everyMinutes = z.int().min(5).max(10_080).default(15);

/** The body of `POST /api/v1/syncs`. */
export const syncRequest = z.strictObject({
	account: z.string().trim().min(1).describe('Account id, username or unique display name'),
	channel: z.string().trim().min(1).max(300).describe('@handle, channel id or channel URL'),
	everyMinutes,
	action: syncAction.default('repost'),
	posting: posting.default('inbox'),
	settings: syncPostSettings.prefault({}),
	rules: syncRules.prefault({}),
	captions: captionRules.prefault({}),
	ownContent: z
		.literal(true)
		.optional()
		.describe(
			'“This is my channel, and its videos are my own.” Kept with date and wording. Without it, the channel’s description must hold the code that the refusal tells',
		),
	paused: z.boolean().default(false),
	leaseMinutes: z
		.int()
		.min(5)
		.max(60 * 24 * 60)
		.optional()
		.describe('Ends by itself unless it is asked for again (the same request) in this time'),
});
export type SyncRequest = z.infer<typeof syncRequest>;
export type SyncRequestInput = z.input<typeof syncRequest>;

/** The body of `PATCH /api/v1/syncs/{id}`: what is left out stays; `rules` and `captions` are merged by their fields. */
export const syncChanges = z.strictObject({
	everyMinutes: everyMinutes.unwrap().optional(),
	posting: posting.optional(),
	settings: partialOf(syncPostSettings).optional(),
	rules: partialOf(syncRules).optional(),
	captions: partialOf(captionRules).optional(),
	ownContent: z.literal(true).optional(),
});
export type SyncChanges = z.infer<typeof syncChanges>;

/** `POST /api/v1/syncs/preview`: what a sync would do with the newest Shorts; nothing is kept. */
export const previewRequest = syncRequest
	.pick({
		account: true,
		channel: true,
		action: true,
		posting: true,
		rules: true,
		captions: true,
	})
	.extend({ count: z.int().min(1).max(50).default(50) });
export type PreviewRequest = z.infer<typeof previewRequest>;

const numbers = z.object({
	found: z.int().describe('Seen for the first time'),
	requested: z.int(),
	announced: z.int(),
	waiting: z.int().describe('Chosen, and wait for their turn'),
	undecided: z.int().describe('Looked at again later'),
	skipped: z.array(z.object({ reason: z.string(), count: z.int() })),
	refused: z.int().describe('Reposts that could not be requested'),
});

export const sourceReport = z.object({
	source: z.enum(['dataApi', 'rss', 'ytDlp']),
	isOk: z.boolean(),
	found: z.int(),
	requests: z.int(),
	isUnchanged: z.boolean().describe('The source said itself that nothing has changed'),
	error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type SourceReport = z.infer<typeof sourceReport>;

export const syncRunView = z.object({
	id: z.string(),
	startedAt: moment,
	finishedAt: moment.nullable(),
	numbers,
	sources: z.array(sourceReport),
	error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type SyncRunView = z.infer<typeof syncRunView>;
export type SyncNumbers = z.infer<typeof numbers>;

export const channelView = z.object({
	id: z.string(),
	handle: z.string().nullable().describe('With @'),
	title: z.string(),
	url: z.string(),
	avatarUrl: z.string().nullable(),
	ownership: z
		.object({
			kind: z.enum(['code', 'statement']),
			wording: z.string(),
			by: z.string(),
			at: moment,
			checkedAt: moment,
			nextCheckAt: moment,
		})
		.nullable(),
	verifyCode: z.string().describe('For the channel’s description'),
});
export type ChannelView = z.infer<typeof channelView>;

/** A sync as everyone outside sees it. */
export const syncView = z.object({
	id: z.string(),
	accountId: z.string(),
	account: z.string(),
	channel: channelView,
	action: syncAction,
	posting,
	settings: syncPostSettings,
	rules: z.strictObject(syncRules.shape),
	captions: captionRules,
	everyMinutes: z.int(),
	state: z.enum(['active', 'paused', 'needsAttention']),
	pauseNote: z.string().nullable(),
	error: z
		.object({ code: z.string(), message: z.string() })
		.nullable()
		.describe('Why the last look failed, or what needs a person'),
	trouble: z
		.string()
		.nullable()
		.describe(
			'What the last look went without, such as a source that failed while another answered',
		),
	leaseUntil: moment.nullable().describe('Ends then unless it is asked for again'),
	lastRunAt: moment.nullable(),
	nextRunAt: moment
		.nullable()
		.describe(
			'A look comes up to a tenth of `everyMinutes` later; null: it is paused or waits for a person',
		),
	lastRun: syncRunView.nullable().describe('The last one that found something or failed'),
	counts: z.record(z.enum(decisionStates), z.int()),
	posts: z
		.object({
			views: z.int(),
			likes: z.int(),
			comments: z.int(),
			shares: z.int(),
			read: z.int(),
		})
		.nullable()
		.describe('Of its reposts, as TikTok last told (scope video.list); null: never told'),
	createdAt: moment,
	updatedAt: moment,
});
export type SyncView = z.infer<typeof syncView>;

/** What a sync decided about one video. */
export const decisionView = z.object({
	video: z.string().describe('YouTube video id'),
	url: z.string(),
	title: z.string(),
	publishedAt: moment.nullable(),
	durationSec: z.number().nullable(),
	state: z.enum(decisionStates),
	reason: z.string().describe('Stable code'),
	sentence: z.string(),
	lookAgainAt: moment.nullable(),
	caption: z.string().nullable().describe('As it was, or would be, requested'),
	firstSeenAt: moment,
	decidedAt: moment,
	repost: z
		.object({ id: z.string(), state: z.enum(repostStates), url: z.string().nullable() })
		.nullable(),
});
export type DecisionView = z.infer<typeof decisionView>;

export const previewView = z.object({
	channel: channelView,
	verification: z
		.enum(['own', 'codeThere', 'codeMissing', 'codeGone', 'codeUnknown'])
		.describe(
			'Known to be your own (`own`), or whether `verifyCode` stands in the description: `codeThere` (it suffices), `codeMissing`, `codeGone` (it stood there before), `codeUnknown` (YouTube shows none at the moment)',
		),
	action: syncAction,
	rules: z.strictObject(syncRules.shape).describe('All, with what was left out'),
	since: moment.describe('What was published before is backfill'),
	followedAs: z
		.string()
		.nullable()
		.describe('The sync of this account, channel and action; null: it is not followed'),
	items: z.array(decisionView.omit({ firstSeenAt: true, decidedAt: true, lookAgainAt: true })),
	sources: z.array(sourceReport),
});
export type PreviewView = z.infer<typeof previewView>;

/** All fields optional and, unlike `.partial()` alone, without their defaults. */
function partialOf<Shape extends z.core.$ZodShape>(object: z.ZodObject<Shape>) {
	const fields = Object.entries(object.shape).map(([name, field]) => {
		const hasDefault = field instanceof z.ZodDefault || field instanceof z.ZodPrefault;
		const inner = hasDefault ? field.unwrap() : field;
		return [name, z.optional(inner as z.ZodType)] as const;
	});
	return z.strictObject(Object.fromEntries(fields) as unknown as Partials<Shape>);
}

type Partials<Shape> = {
	[K in keyof Shape]: z.ZodOptional<
		Shape[K] extends z.ZodDefault<infer Inner> | z.ZodPrefault<infer Inner>
			? Inner
			: Shape[K] extends z.core.SomeType
				? Shape[K]
				: never
	>;
};
