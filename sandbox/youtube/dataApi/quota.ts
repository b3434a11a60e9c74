/** Units of the Data API, by the day in California. */
export class Quota {
	#limit: number;
	#day = '';
	#used = 0;

	constructor(limit = 10_000) {
		this.#limit = limit;
	}

	setLimit(units: number): void {
		this.#limit = units;
	}

	used(now: number): number {
		this.#turn(now);
		return this.#used;
	}

	/** False: there are not so many left. */
	spend(units: number, now: number): boolean {
		this.#turn(now);
		if (this.#used + units > this.#limit) return false;
		this.#used += units;
		return true;
	}

	#turn(now: number): void {
		const day = californian.format(now);
		if (day !== this.#day) [this.#day, this.#used] = [day, 0];
	}
}

const californian = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' });
