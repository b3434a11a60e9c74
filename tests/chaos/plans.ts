import { killStrikes } from './killStrikes';
import type { Plan, Strike } from './plan';
import { seeded, type Seeded } from './seeded';
import { tikTokStrikes } from './tikTokStrikes';
import { youTubeStrikes } from './youTubeStrikes';

/** One in so many goes in several chunks, where the step does not ask for it anyway. */
const largeEvery = 12;

/** The runs of one seed: every kill at every step, every fault at every call, then pairs of both; shuffled. */
export function plansFor(seed: number, count: number): Plan[] {
	const random = seeded(seed);
	const singles = [...killStrikes(random), ...tikTokStrikes(), ...youTubeStrikes()];
	const lists: Wanted[] = random.shuffled(singles.map((single) => ({ ...single, also: [] })));
	while (lists.length < count) lists.push(pair(singles, random));
	return lists.slice(0, count).map((wanted, index) => planOf(wanted, index + 1, random));
}

/** A strike and what must come of it. */
export interface Wanted {
	strike: Strike;
	expect: Plan['expect'];
	posting?: Plan['posting'];
	also?: Strike[];
}

/** A fault that passes, and a kill on top of it. */
function pair(singles: Wanted[], random: Seeded): Wanted {
	const passing = singles.filter(({ strike, expect }) => expect === 'posted' && isFault(strike));
	const kills = singles.filter(({ strike }) => strike.kind === 'kill');
	const first = passing[random.below(passing.length)];
	const second = kills[random.below(kills.length)];
	if (!first || !second) throw new Error('There are strikes of both kinds.');
	return { ...first, also: [second.strike] };
}

function isFault({ kind }: Strike): boolean {
	return kind === 'tiktok' || kind === 'youtube' || kind === 'token';
}

function planOf({ strike, also = [], expect, posting }: Wanted, number: number, random: Seeded) {
	const strikes = [strike, ...also];
	const needsChunks = strikes.some((each) => 'step' in each && /first|middle/.test(each.step));
	const sample = needsChunks || random.below(largeEvery) === 0 ? 'large' : 'small';
	const needsDirect = strikes.some((each) => 'step' in each && each.step === 'creator_info');
	const chosen = posting ?? (needsDirect ? 'auto' : random.pick(['inbox', 'auto']));
	return { number, sample, posting: chosen, strikes, expect } satisfies Plan;
}
