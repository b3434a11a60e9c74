import type { Posting, PostSettings } from './request';
import { isFinal, type RepostState } from './states';
import { utcDay } from '../utcDay';

interface Earlier {
	posting: Posting;
	settings: PostSettings;
	state: RepostState;
	createdAt: Date;
	cancelRequestedAt: Date | null;
}

interface Wanted {
	posting: Posting;
	settings: PostSettings;
	again: boolean;
}

/** What to tell the person whose request met an earlier one (design §3); null when there is nothing to say. */
export function earlierNotice(earlier: Earlier, wanted: Wanted): string | null {
	const said = [
		standing(earlier, wanted.again),
		differs(earlier, wanted) &&
			'Its settings differ from those given now (or from the defaults where none were given) and stay as they are.',
	].filter((sentence) => typeof sentence === 'string');
	return said.length ? said.join(' ') : null;
}

function standing({ state, createdAt, cancelRequestedAt }: Earlier, again: boolean): string | null {
	const day = utcDay(createdAt);
	if (cancelRequestedAt && !isFinal(state)) {
		return 'The earlier request for this Short is being cancelled: once it is, retry that one, or ask again with `again: true`.';
	}
	if (state === 'published' || state === 'delivered') {
		const done = state === 'published' ? 'was posted' : 'was put into the TikTok inbox';
		return `This Short ${done} before (asked for on ${day}); say \`again: true\` to post it once more.`;
	}
	if (state === 'failed' || state === 'cancelled') {
		const ended = state === 'failed' ? 'failed' : 'was cancelled';
		return `This Short was asked for on ${day} and ${ended}; use retry to try it again.`;
	}
	if (again && !isFinal(state)) {
		return 'The earlier request for this Short is still running; ask again once it has ended.';
	}
	return null;
}

function differs(earlier: Earlier, wanted: Wanted): boolean {
	return (
		earlier.posting !== wanted.posting ||
		canonical(earlier.settings) !== canonical(wanted.settings)
	);
}

function canonical(settings: PostSettings): string {
	const given = Object.entries<unknown>(settings).filter(([, value]) => value !== undefined);
	return JSON.stringify(given.sort(([a], [b]) => (a < b ? -1 : 1)));
}
