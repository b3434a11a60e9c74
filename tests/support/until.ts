import { setTimeout as delay } from 'node:timers/promises';

/** Looks again and again until `look` finds something. */
export async function until<T>(
	what: string,
	look: () => T | Promise<T>,
	patienceMs = 60_000,
): Promise<NonNullable<T>> {
	const sinceMs = Date.now();
	for (;;) {
		const found = await look();
		if (found) return found;
		if (Date.now() - sinceMs > patienceMs) throw new Error(`Waited in vain for ${what}.`);
		await delay(60);
	}
}
