import type { Judgement } from './judge';
import type { Plan } from './plan';
import { runPlan } from './runPlan';
import { openStage, type StageKind } from './stage';

interface HowToPlay {
	atOnce: number;
	onEnd: (judgement: Judgement) => void;
	/** True once no further plan is to be begun. */
	isStopped?: () => boolean;
}

/** Plays the plans on one stage, `atOnce` at a time. */
export async function playAll(
	kind: StageKind,
	plans: Plan[],
	{ atOnce, onEnd, isStopped = () => false }: HowToPlay,
): Promise<Judgement[]> {
	const stage = await openStage(kind, plans);
	const waiting = [...plans];
	const done: Judgement[] = [];
	const player = async (): Promise<void> => {
		for (let plan = waiting.shift(); plan && !isStopped(); plan = waiting.shift()) {
			const judgement = await runPlan(plan, stage);
			done.push(judgement);
			onEnd(judgement);
		}
	};
	try {
		await Promise.all(Array.from({ length: atOnce }, player));
		await lookAgain(done);
		return done;
	} finally {
		await stage.close();
	}

	/** What was posted once must not have been posted again since. */
	async function lookAgain(judgements: Judgement[]): Promise<void> {
		const { posts } = await stage.box.sandbox.state();
		for (const judgement of judgements) {
			const user = `chaos_${judgement.plan.number}`;
			const count = posts.filter((post) => post.user === user).length;
			if (count > 1) judgement.mistakes.push(`${count} posts at the end`);
		}
	}
}
