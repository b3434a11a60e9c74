import { z } from 'zod';
import { Problem } from '../../lib/errors';
import { checkCaption } from '../../lib/posting/checkCaption';
import { checkSettings } from '../../lib/posting/checkSettings';
import { earlierNotice } from '../../lib/posting/earlierNotice';
import { postSettings, type Posting, type RepostRequest } from '../../lib/posting/request';
import { isFinal } from '../../lib/posting/states';
import { videoIdOf } from '../../lib/youtube/videoId';
import type { Account, Repost, Store } from '../store/store';
import type { TikTokAccounts } from '../tiktok/tiktok';
import type { Starter } from './starter';

/** What a person agrees to when a repost is to be posted automatically; kept with the consent. */
export const autoConsent =
	'Post this Short to my TikTok account with these settings, without asking me again. ' +
	"By posting, I agree to TikTok's Music Usage Confirmation.";
const autoConsentBranded =
	'Post this Short to my TikTok account with these settings, without asking me again. ' +
	"By posting, I agree to TikTok's Branded Content Policy and Music Usage Confirmation.";
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

export async function requestRepost(
	{ store, tiktok, starter, now }: Deps,
	request: RepostRequest,
	by: string,
): Promise<Answer> {
	const settings = z.object(postSettings.shape).parse(request);
	const videoId = videoIdOf(request.video);
	checkCaption(settings.caption);
	checkSettings(request.posting, settings);
	const account = await store.accounts.find(request.account);

	const meet = async (repost: Repost): Promise<Answer> => {
		const notices = [earlierNotice(repost, { ...request, settings })];
		if (!repost.startedAt && !isFinal(repost.state) && !(await starter.start(repost))) {
			notices.push(temporalAway);
		}
		return { repost, account, created: false, notice: joined(notices) };
	};

	const earlier = await newest(store, account.id, videoId);
	if (earlier && !request.again) return meet(earlier);

	await mayPost(tiktok, account, request.posting);
	if (request.posting === 'auto') {
		const wording = settings.brandContent ? autoConsentBranded : autoConsent;
		await store.reposts.consent(account.id, settings, wording, by);
	}
	const { repost, created } = await store.reposts.create({
		accountId: account.id,
		videoId,
		posting: request.posting,
		settings,
		ownContent: { statement: ownershipStatement, by, at: now().toISOString() },
		again: request.again,
	});
	if (!created) return meet(repost);
	const notice = (await starter.start(repost)) ? null : temporalAway;
	return { repost, account, created, notice };
}

async function newest(store: Store, accountId: string, videoId: string): Promise<Repost | null> {
	const { items } = await store.reposts.list({ accountId, videoId, limit: 1 });
	return items[0] ?? null;
}

/** Inbox needs `video.upload`, a direct post `video.publish` (facts/tiktok.md §1). */
async function mayPost(tiktok: TikTokAccounts, account: Account, posting: Posting): Promise<void> {
	const name = account.username ?? account.displayName;
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
