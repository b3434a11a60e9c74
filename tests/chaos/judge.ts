import type { SandboxState } from '../support/sandboxView';
import type { Seen } from './ownApi';
import type { Plan } from './plan';
import type { Stage } from './stage';

/** What became of a run. */
export interface Judgement {
	plan: Plan;
	/** `posted`, or the state and code that the person is told. */
	outcome: string;
	/** Every promise that was broken; none is what is wanted. */
	mistakes: string[];
	tookMs: number;
}

/** Exactly one post with the right bytes, or none and a state with a reason; and no rule of TikTok's broken. */
export async function judge(
	plan: Plan,
	{ box }: Stage,
	{ user, seen, tookMs }: { user: string; seen: Seen; tookMs: number },
): Promise<Judgement> {
	const sandbox = await box.sandbox.state(user);
	const isPosted = seen.state === 'delivered' || seen.state === 'published';
	const mistakes = isPosted ? wrongWithPost(seen, sandbox) : wrongWithout(seen, sandbox);
	mistakes.push(...violationsOf(plan, sandbox).map((kind) => `violation: ${kind}`));
	const outcome = isPosted ? 'posted' : `${seen.state}: ${seen.error?.code ?? ''}`;
	const isExpected = isPosted === (plan.expect === 'posted');
	if (!isExpected && !isGrantLost(plan, seen, sandbox)) {
		mistakes.push(`${outcome}, but it should have been ${plan.expect}: ${seen.nextStep ?? ''}`);
	}
	return { plan, outcome, mistakes, tookMs };
}

function wrongWithPost(seen: Seen, { posts }: SandboxState): string[] {
	const [post] = posts;
	if (posts.length !== 1) return [`${posts.length} posts`];
	return [
		...(post?.sha256 === seen.sha256 ? [] : ['other bytes than were prepared']),
		...(post?.publishId === seen.publishId ? [] : ['posted under another publish_id']),
	];
}

function wrongWithout({ state, nextStep, error }: Seen, { posts }: SandboxState): string[] {
	const reason = error?.message ?? nextStep ?? '';
	return [
		...(posts.length === 0 ? [] : [`${posts.length} posts, but it is ${state}`]),
		...(reason.length > 20 ? [] : ['no reason is given']),
	];
}

/** Another run's kill came between TikTok's answer to the refresh and our write: only the person can help. */
function isGrantLost(plan: Plan, { error }: Seen, { violations }: SandboxState): boolean {
	const isTriedAgain = violations.some(({ kind }) => kind === 'dead_refresh_token');
	return isRefreshed(plan) && isTriedAgain && error?.code === 'reconnect_needed';
}

/** Whoever cannot know whether a refresh happened has to try the old token once more. */
function violationsOf(plan: Plan, { violations }: SandboxState): string[] {
	return violations
		.map(({ kind }) => kind)
		.filter((kind) => !(isRefreshed(plan) && kind === 'dead_refresh_token'));
}

function isRefreshed({ strikes }: Plan): boolean {
	return strikes.some(({ kind }) => kind === 'token');
}
