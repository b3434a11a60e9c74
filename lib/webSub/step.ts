/** How a channel's subscription stands. `moved`: 14ms has another address; `gone`: there is none, and nobody wants one. */
export interface WebSubFacts {
	state: 'asked' | 'active' | 'refused' | 'moved' | 'ending' | 'gone';
	/** Null: the hub has given none, or it is over. */
	leaseLeftMs: number | null;
}

type WebSubStep =
	| { do: 'end' }
	/** At once. */
	| { do: 'ask' }
	/** Then the hub is asked again. */
	| { do: 'wait'; ms: number }
	/** For the hub to verify that it was really us who asked. */
	| { do: 'waitForHub'; ms: number };

export const defaultLeastGapMs = 60_000;
const verifyGaps = 10;
/** In least gaps: 1, 5 and 30 minutes, 2, 6 and 12 hours, a day. A hub has refused for weeks. */
const askAgainGaps = [1, 5, 30, 120, 360, 720, 1440] as const;
/** Of what is left of a lease, so that three more tries fit into the rest. */
const renewAfter = 0.7;

/**
 * What comes next for a subscription.
 * @param refusals in a row, this one counted
 */
export function webSubStep(
	{ state, leaseLeftMs }: WebSubFacts,
	refusals: number,
	leastGapMs = defaultLeastGapMs,
): WebSubStep {
	switch (state) {
		case 'gone':
		case 'ending':
			return { do: 'end' };
		case 'moved':
			return { do: 'ask' };
		case 'asked':
			return { do: 'waitForHub', ms: verifyGaps * leastGapMs };
		case 'active':
			return { do: 'wait', ms: Math.max(leastGapMs, (leaseLeftMs ?? 0) * renewAfter) };
		case 'refused': {
			const gaps = askAgainGaps[Math.max(refusals, 1) - 1] ?? 1440;
			return { do: 'wait', ms: gaps * leastGapMs };
		}
	}
}
