import { checkSettings, interactionsFor } from '../../../lib/posting/checkSettings';
import { postSettings, type Posting, type PostSettings } from '../../../lib/posting/request';
import type { CreatorInfo } from '../../../lib/tiktok/types';
import { problemOf } from '../../support/problemOf';

const creator: CreatorInfo = {
	username: 'ada.makes',
	nickname: 'Ada',
	avatarUrl: null,
	privacyLevelOptions: ['FOLLOWER_OF_CREATOR', 'SELF_ONLY'],
	commentDisabled: false,
	duetDisabled: false,
	stitchDisabled: false,
	maxVideoPostDurationSec: 180,
};
const settings = (given: Partial<PostSettings> = {}): PostSettings => postSettings.parse(given);

test.each<[Posting, Partial<PostSettings>]>([
	['inbox', {}],
	['inbox', { brandContent: true, privacy: 'SELF_ONLY' }],
	['review', {}],
	['review', { privacy: 'SELF_ONLY' }],
	['auto', { privacy: 'PUBLIC_TO_EVERYONE' }],
	['auto', { privacy: 'PUBLIC_TO_EVERYONE', brandContent: true }],
])('%s with %j is fine before TikTok is asked', (posting, given) => {
	expect(checkSettings(posting, settings(given))).toEqual(settings(given));
});

test('a post that TikTok would take now comes back as it was', () => {
	const given = settings({ privacy: 'SELF_ONLY', caption: 'Hi' });
	expect(checkSettings('auto', given, creator)).toBe(given);
});

test.each<[string, Posting, Partial<PostSettings>, CreatorInfo | undefined, string, string]>([
	[
		'auto without privacy',
		'auto',
		{},
		undefined,
		'privacy_required',
		'choose one of PUBLIC_TO_EVERYONE, MUTUAL_FOLLOW_FRIENDS, FOLLOWER_OF_CREATOR, SELF_ONLY.',
	],
	[
		'a reviewed post about to be made without privacy',
		'review',
		{},
		creator,
		'privacy_required',
		'choose one of FOLLOWER_OF_CREATOR, SELF_ONLY.',
	],
	[
		'private branded content',
		'review',
		{ brandContent: true, privacy: 'SELF_ONLY' },
		undefined,
		'branded_not_private',
		'choose one of PUBLIC_TO_EVERYONE, MUTUAL_FOLLOW_FRIENDS, FOLLOWER_OF_CREATOR.',
	],
	[
		'private branded content where nothing else is offered',
		'auto',
		{ brandContent: true, privacy: 'SELF_ONLY' },
		{ ...creator, privacyLevelOptions: ['SELF_ONLY'] },
		'branded_not_private',
		'TikTok offers this account nothing else now.',
	],
	[
		'a level that the creator is not offered',
		'auto',
		{ privacy: 'PUBLIC_TO_EVERYONE' },
		creator,
		'privacy_not_offered',
		'TikTok does not offer PUBLIC_TO_EVERYONE to @ada.makes now: choose one of FOLLOWER_OF_CREATOR, SELF_ONLY.',
	],
])('%s is refused', (_, posting, given, info, code, words) => {
	const refused = problemOf(() =>
		info
			? checkSettings(posting, settings(given), info)
			: checkSettings(posting, settings(given)),
	);
	expect(refused.code).toBe(code);
	expect(refused.message).toContain(words);
});

test('interactions that the creator turned off at TikTok stay off', () => {
	const asked = settings({ allowComment: true, allowDuet: true, allowStitch: true });
	expect(interactionsFor(asked, creator)).toEqual({
		allowComment: true,
		allowDuet: true,
		allowStitch: true,
	});
	const closed = { ...creator, commentDisabled: true, duetDisabled: true, stitchDisabled: true };
	expect(interactionsFor(asked, closed)).toEqual({
		allowComment: false,
		allowDuet: false,
		allowStitch: false,
	});
	expect(interactionsFor(settings(), creator).allowComment).toBe(false);
});
