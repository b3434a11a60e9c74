import {
	condition,
	continueAsNew,
	defineSignal,
	proxyActivities,
	setHandler,
} from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { WebSubRef } from '../activities/webSub';
import { defaultLeastGapMs, webSubStep, type WebSubFacts } from '../lib/webSub/step';

/** "The hub has said something, or nobody follows the channel any more: look at the row." */
export const webSubChanged = defineSignal('webSubChanged');

/** Keeps its history short. */
const mostRounds = 50;

const { askHub, readWebSub, leaveHub, forgetWebSub } = proxyActivities<Activities>({
	startToCloseTimeout: '1m',
	retry: { initialInterval: '1s', maximumInterval: '5m' },
});

/**
 * One channel's subscription at YouTube's WebSub hub, for as long as somebody follows the channel: asked for, confirmed,
 * renewed well before its lease is over. A hub that refuses is asked again with growing gaps, for ever.
 */
export async function keepWebSub({
	channelId,
	refusals = 0,
	leastGapMs = defaultLeastGapMs,
}: WebSubRef & {
	/** In a row, so far. */
	refusals?: number;
	/** Shorter only in tests. */
	leastGapMs?: number;
}): Promise<void> {
	let changes = 0;
	setHandler(webSubChanged, () => {
		changes++;
	});

	let look: 'ask' | 'read' | 'tooLate' = 'ask';
	let before: WebSubFacts['state'] | null = null;
	for (let round = 0; ; round++) {
		if (round === mostRounds) {
			await continueAsNew<typeof keepWebSub>({ channelId, refusals, leastGapMs });
		}
		const seen = changes;
		const facts: WebSubFacts =
			look === 'ask'
				? await askHub({ channelId })
				: await readWebSub({ channelId, isTooLate: look === 'tooLate' });
		if (facts.state === 'active') refusals = 0;
		const isNewRefusal = look !== 'read' || before !== 'refused';
		if (facts.state === 'refused' && isNewRefusal) refusals++;
		before = facts.state;

		const step = webSubStep(facts, refusals, leastGapMs);
		if (step.do === 'end') break;
		if (step.do === 'ask') {
			// What was refused for another address says nothing about this one.
			refusals = 0;
			look = 'ask';
			continue;
		}
		const isTold = await condition(() => changes > seen, Math.round(step.ms));
		look = isTold ? 'read' : step.do === 'waitForHub' ? 'tooLate' : 'ask';
	}
	const seen = changes;
	const isLeaving = await leaveHub({ channelId });
	if (isLeaving) await condition(() => changes > seen, 10 * leastGapMs);
	await forgetWebSub({ channelId });
}
