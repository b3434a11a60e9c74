import { megabytes } from '../megabytes';
import { momentInWords } from './lane/localTime';
import { repostStates } from './states';
import { stateWords } from './stateWords';

type Facts = Record<string, unknown>;

const words: Record<string, string> = {
	created: 'Asked for',
	started: 'Started',
	video: 'Found',
	media: 'File ready',
	approved: 'Approved',
	edited: 'Changed',
	takenUp: 'Taken up anew',
	upload: 'Upload begun at TikTok',
	resumed: 'Went on',
	committed: 'Last part being sent',
	uncommitted: 'The last part did not arrive',
	postId: 'Public at TikTok',
	cancelRequested: 'To be cancelled',
	retried: 'Tried again',
	saidNotPosted: 'Not on TikTok, you said',
};

/** Facts of an event that help a person, in this order; the others are for programs. */
const shown: [string, (value: unknown, facts: Facts) => string | null][] = [
	['state', (value) => labelOf(value)],
	['title', (value) => `“${String(value)}”`],
	['durationSec', (value) => `${String(value)} s`],
	['sizeBytes', (value) => megabytes(Number(value))],
	['preparation', (value) => String(value)],
	['atByte', (value) => `at ${megabytes(Number(value))}`],
	['chunkCount', (value) => (Number(value) > 1 ? `in ${String(value)} parts` : null)],
	['serial', (value) => (Number(value) > 1 ? `once more (number ${String(value)})` : null)],
	['attempt', (value) => (Number(value) > 1 ? `attempt ${String(value)}` : null)],
	['generation', (value) => (Number(value) > 1 ? `post number ${String(value)}` : null)],
	['caption', () => 'caption'],
	['notBefore', (value) => `not before ${momentInWords(Date.parse(String(value)), 'UTC')}`],
	['priority', (value) => `priority ${String(value)}`],
	['nextStep', (value) => String(value)],
	['error', (value, { nextStep }) => messageOf(value, nextStep)],
	['url', (value) => String(value)],
];

/** A line of a repost's timeline in plain words. */
export function timelineWords(type: string, facts: Facts): string {
	const name = type.replace(/^repost\./, '');
	const said = shown.map(([fact, say]) => {
		const value = facts[fact];
		if (value === null || value === undefined) return null;
		// Asked for is asked for, whichever state comes first.
		return fact === 'state' && name !== 'state' ? null : say(value, facts);
	});
	const what = name === 'state' ? null : (words[name] ?? name);
	return [what, ...said].filter((part) => part !== null).join(' · ');
}

function labelOf(value: unknown): string {
	const state = repostStates.find((known) => known === value);
	return state ? stateWords[state].label : String(value);
}

/** The next step often repeats it. */
function messageOf(error: unknown, nextStep: unknown): string | null {
	const message =
		typeof error === 'object' && error !== null && 'message' in error ? error.message : null;
	if (typeof message !== 'string') return null;
	return typeof nextStep === 'string' && nextStep.startsWith(message) ? null : message;
}
