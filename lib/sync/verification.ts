import { isCodeIn } from './ownership';
import type { PreviewView } from './syncView';

type Verification = PreviewView['verification'];

interface Verifiable {
	verifyCode: string;
	ownership: { kind: 'code' | 'statement'; doubt?: { missingSince: string | null } } | null;
	/** As YouTube shows it now; undefined: it was not asked. */
	description?: string | null | undefined;
	/** The account follows the channel already, so that a statement goes on to hold. */
	isFollowed: boolean;
}

/** Would a sync of the channel be allowed, and what says so? */
export function verificationOf(channel: Verifiable): Verification {
	const { verifyCode, ownership, description, isFollowed } = channel;
	const kind = ownership?.kind ?? null;
	if (kind === 'statement' && isFollowed) return 'own';
	if (description === undefined) {
		if (kind !== 'code') return 'codeMissing';
		return ownership?.doubt?.missingSince ? 'codeGone' : 'own';
	}
	if (isCodeIn(description, verifyCode)) return kind === 'code' ? 'own' : 'codeThere';
	if (description === null) return 'codeUnknown';
	return kind === 'code' ? 'codeGone' : 'codeMissing';
}

/**
 * What a preview says of it; null: nothing is to be said.
 * @param state how a person states it there, such as `say --own`
 */
export function verificationInWords(
	verification: Verification,
	code: string,
	state: string,
): string | null {
	switch (verification) {
		case 'own':
			return null;
		case 'codeThere':
			return `Known to be yours: ${code} stands in the channel’s description, and nothing more is needed.`;
		case 'codeMissing':
			return `Not known to be yours yet: ${state}, or put ${code} into the channel’s description on YouTube.`;
		case 'codeGone':
			return `Not known to be yours any more: put ${code} back into the channel’s description on YouTube, or ${state}.`;
		case 'codeUnknown':
			return `Not known to be yours yet: YouTube does not show the channel’s description at the moment, where ${code} may stand. Try again later, or ${state}.`;
	}
}
