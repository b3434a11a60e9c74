/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number) {
	let state = seed >>> 0;
	/** At least 0, below 1. */
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	const below = (end: number): number => Math.floor(next() * end);
	return {
		below,
		/** One of them; there must be one. */
		pick<T>(from: readonly [T, ...T[]]): T {
			return from[below(from.length)] ?? from[0];
		},
		shuffled<T>(all: readonly T[]): T[] {
			return all
				.map((one) => ({ one, at: next() }))
				.sort((a, b) => a.at - b.at)
				.map(({ one }) => one);
		},
	};
}

export type Seeded = ReturnType<typeof seeded>;
