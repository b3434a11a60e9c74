import { Problem } from '../errors';
import type { CreatorInfo } from '../tiktok/types';
import { privacyLevel, type Posting, type PostSettings, type PrivacyLevel } from './request';

/** Checks what is known before TikTok is asked: `auto` needs a privacy level, a `review` may leave it to the reviewer. */
export function checkSettings<S extends PostSettings>(posting: Posting, settings: S): S;
/** Checks a direct post that is about to be made, against what TikTok offers this creator right now. */
export function checkSettings<S extends PostSettings>(
	posting: Posting,
	settings: S,
	creator: CreatorInfo,
): S & { privacy: PrivacyLevel };
/**
 * Returns `settings` as they were. Problems: privacy_required, branded_not_private, privacy_not_offered. The inbox takes
 * no settings, so none are checked for it.
 */
export function checkSettings(
	posting: Posting,
	settings: PostSettings,
	creator?: CreatorInfo,
): PostSettings {
	if (posting === 'inbox' && !creator) return settings;
	const { privacy, brandContent } = settings;
	const options = creator?.privacyLevelOptions ?? privacyLevel.options;
	const oneOf = options.length > 0 ? `one of ${options.join(', ')}` : 'one that TikTok offers';
	if (!privacy && (posting === 'auto' || creator)) {
		throw new Problem(
			'privacy_required',
			`A direct post needs a privacy level, which 14ms never guesses: choose ${oneOf}.`,
		);
	}
	if (brandContent && privacy === 'SELF_ONLY') {
		const others = options.filter((option) => option !== 'SELF_ONLY');
		throw new Problem(
			'branded_not_private',
			others.length > 0
				? `Branded content visibility cannot be set to private: choose one of ${others.join(', ')}.`
				: 'Branded content visibility cannot be set to private, and TikTok offers this account nothing else now.',
		);
	}
	if (privacy && creator && !creator.privacyLevelOptions.includes(privacy)) {
		throw new Problem(
			'privacy_not_offered',
			`TikTok does not offer ${privacy} to @${creator.username} now: choose ${oneOf}.`,
		);
	}
	return settings;
}

/** The interactions asked for, without those that the creator has turned off at TikTok. */
export function interactionsFor(
	settings: PostSettings,
	creator: CreatorInfo,
): Pick<PostSettings, 'allowComment' | 'allowDuet' | 'allowStitch'> {
	return {
		allowComment: settings.allowComment && !creator.commentDisabled,
		allowDuet: settings.allowDuet && !creator.duetDisabled,
		allowStitch: settings.allowStitch && !creator.stitchDisabled,
	};
}
