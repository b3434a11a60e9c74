import type { InferSelectModel } from 'drizzle-orm';
import type { PostSums } from '../../../lib/readback/postNumbers';
import type { ReadbackTrouble } from '../../../lib/readback/readbackTrouble';
import type { SourceCounts } from '../../../lib/youtube/sourceCounts';
import type { readbacks } from '../syncSchema';

export type Readback = InferSelectModel<typeof readbacks>;

/** A post whose numbers are to be read. */
export interface DueReadback {
	repostId: string;
	postId: string;
	videoId: string;
	/** Since it was posted, or delivered as a draft. */
	ageMs: number;
	/** The public link is not known yet. */
	lacksUrl: boolean;
	hasSource: boolean;
}

/** What one look told of one post. What nobody told stays as it was. */
export interface ReadbackOutcome {
	repostId: string;
	/** Null: TikTok did not show the post. */
	counts: (SourceCounts & { shares: number | null }) | null;
	source: SourceCounts | null;
	/** Null: not looked at any more. */
	nextInMs: number | null;
}

/** The numbers of posts. Everything here comes again at the next look, so that a power cut may undo it. */
export interface ReadbackStore {
	/**
	 * Makes a row for every post that has none, stops those older than `readForMs`, and notes on the rows of accounts
	 * that cannot be asked why that is. Changes nothing when repeated.
	 */
	tidy(readForMs: number): Promise<void>;
	/** Accounts that can be asked and have a post that is due, in the order of their ids. */
	dueAccounts(page: { after: string; limit: number }): Promise<string[]>;
	/** Those of an account that are due, the longest due first. */
	due(accountId: string, limit: number): Promise<DueReadback[]>;
	save(outcomes: ReadbackOutcome[]): Promise<void>;
	/** The account could not be asked: its posts that are due are put off, all of them when a person must act first. */
	postpone(accountId: string, trouble: ReadbackTrouble, forMs: number): Promise<void>;
	/** After a reconnect: what was put off for want of a scope or a grant is due at once. */
	lookAgain(accountId: string): Promise<void>;
	/** By repost id; those without a row are missing. */
	of(repostIds: string[]): Promise<Map<string, Readback>>;
	/** Null: TikTok has told of none. */
	sumsOfSync(syncId: string): Promise<PostSums | null>;
}
