import { z } from 'zod';
import { accountName } from '../../lib/accountName';
import { Problem } from '../../lib/errors';
import { checkCaption } from '../../lib/posting/checkCaption';
import { checkSettings } from '../../lib/posting/checkSettings';
import { earlierNotice } from '../../lib/posting/earlierNotice';
import {
	postSettings,
	type Posting,
	type PostSettings,
	type RepostRequest,
} from '../../lib/posting/request';
import { isFinal } from '../../lib/posting/states';
import { videoIdOf } from '../../lib/youtube/videoId';
import { hashOfBody } from '../store/requestKeyStore';
import type { Account } from '../store/accounts';
import type { Repost } from '../store/reposts/reposts';
import type { RequestKey } from '../store/requestKeys';
import type { Store } from '../store/store';
import type { TikTokAccounts } from '../tiktok/tiktok';
import type { Starter } from './starter';

const autoConsent =
	'Post this Short to my TikTok account with these settings, without asking me again. ' +
	"By posting, I agree to TikTok's Music Usage Confirmation.";
const autoConsentBranded =
	'Post this Short to my TikTok account with these settings, without asking me again. ' +
	"By posting, I agree to TikTok's Branded Content Policy and Music Usage Confirmation.";
/** What a person agrees to when a repost is to be posted automatically; kept with the consent. */
export function autoConsentTo({ brandContent }: Pick<PostSettings, 'brandContent'>): string {
	return brandContent ? autoConsentBranded : autoConsent;
}

const ownershipStatement = 'This is my video.';

const temporalAway =
	'It is stored; Temporal does not answer at the moment, and it starts as soon as Temporal does.';

interface Deps {
	store: Store;
	tiktok: TikTokAccounts;
	starter: Starter;
	now: () => Date;
}

type Answer = { repost: Repost; account: Account; created: boolean; notice: string | null };

/** @param statement why the video is the person's own, where that is more than their word for this one */
export async function requestRepost(
	{ store, tiktok, starter, now }: Deps,
	request: RepostRequest,
	by: string,
	ownKey?: Pick<RequestKey, 'owner' | 'key'>,
	statement = ownershipStatement,
): Promise<Answer> {
	const key: RequestKey | undefined = ownKey && { ...ownKey, body: { ...request } };
	const answered = key && (await answeredBefore(store, key));
	if (answered) return answered;

	const settings = z.object(postSettings.shape).parse(request);
	const videoId = videoIdOf(request.video);
	checkCaption(settings.caption);
	checkSettings(request.posting, settings);
	const notBefore =
		request.notBefore === undefined ? null : checkedStart(request.notBefore, now());
	const account = await store.accounts.find(request.account);

	const meet = async (repost: Repost): Promise<Answer> => {
		const notices = [earlierNotice(repost, { ...request, settings })];
		if (!repost.startedAt && !isFinal(repost.state) && !(await starter.start(repost))) {
			notices.push(temporalAway);
		}
		const notice = joined(notices);
		if (key) await store.requestKeys.note(key, { repostId: repost.id, created: false, notice });
		return { repost, account, created: false, notice };
	};

	const earlier = await newest(store, account.id, videoId);
	if (earlier && !request.again) return meet(earlier);

	await mayPost(tiktok, account, request.posting);
	if (request.posting === 'auto') {
		await store.reposts.consent(account.id, settings, autoConsentTo(settings), by);
	}
	const { repost, created } = await store.reposts.create({
		accountId: account.id,
		videoId,
		posting: request.posting,
		settings,
		ownContent: { statement, by, at: now().toISOString() },
		again: request.again,
		notBefore,
		priority: request.priority,
		key,
	});
	if (!created) return (key && (await answeredBefore(store, key))) ?? meet(repost);
	const notice = (await starter.start(repost)) ? null : temporalAway;
	return { repost, account, created, notice };
}

/** Problem idempotency_mismatch when something else was asked with this key. */
async function answeredBefore(store: Store, key: RequestKey): Promise<Answer | null> {
	const found = await store.requestKeys.find(key);
	if (!found) return null;
	if (found.bodyHash !== hashOfBody(key.body)) {
		throw new Problem(
			'idempotency_mismatch',
			'This Idempotency-Key was used for another request within the last day: use a new one.',
		);
	}
	const repost = await store.reposts.get(found.repostId);
	const account = repost && (await store.accounts.get(repost.accountId));
	if (!account) throw new Error(`The ledger has no repost ${found.repostId}.`);
	return { repost, account, created: found.created, notice: found.notice };
}

const longestWaitMs = 366 * 24 * 3_600_000;

/** Problem bad_request when it is more than a year ahead. */
export function checkedStart(notBefore: string, now: Date): Date {
	const start = new Date(notBefore);
	if (start.getTime() - now.getTime() <= longestWaitMs) return start;
	throw new Problem('bad_request', '`notBefore` must be within a year.');
}

async function newest(store: Store, accountId: string, videoId: string): Promise<Repost | null> {
	const { items } = await store.reposts.list({ accountId, videoId, limit: 1 });
	return items[0] ?? null;
}

/** Inbox needs `video.upload`, a direct post `video.publish` (facts/tiktok.md §1). */
export async function mayPost(
	tiktok: Pick<TikTokAccounts, 'scopesOf'>,
	account: Account,
	posting: Posting,
): Promise<void> {
	const name = accountName(account);
	if (account.status !== 'connected') {
		throw new Problem(
			'reconnect_needed',
			`${name} is no longer connected to TikTok: connect it again on the Accounts page.`,
		);
	}
	const needed = posting === 'inbox' ? 'video.upload' : 'video.publish';
	const granted = await tiktok.scopesOf(account.id);
	if (granted.includes(needed)) return;
	const what = posting === 'inbox' ? 'sending to the inbox' : 'posting directly';
	throw new Problem(
		'scope_missing',
		`${name} has not allowed ${what} (${needed}): connect the account again and leave that box ticked.`,
	);
}

function joined(notices: (string | null)[]): string | null {
	return notices.filter((notice) => notice !== null).join(' ') || null;
}
