import { Problem } from '../../lib/errors';

const most = 10;
const windowMs = 60_000;

/**
 * Slows down guessing at the sign-in form: after 10 wrong tokens within a minute, whoever sent them, no token is looked
 * at until the oldest is a minute old. Sign-in links and callers with a Bearer token go on: the link's code is random,
 * and a token has at least 24 characters.
 */
export function createGuessLimit(now: () => number = Date.now) {
	let wrongAtMs: number[] = [];

	return {
		/** Problem too_many_guesses. */
		check(): void {
			wrongAtMs = wrongAtMs.filter((atMs) => now() - atMs < windowMs);
			const [oldestMs] = wrongAtMs;
			if (oldestMs === undefined || wrongAtMs.length < most) return;
			throw new Problem(
				'too_many_guesses',
				'Too many wrong operator tokens: wait a minute, or use the sign-in link that `npx 14ms up` prints.',
				{ retryAfterMs: oldestMs + windowMs - now() },
			);
		},
		noteWrong(): void {
			wrongAtMs.push(now());
		},
	};
}
