import { fail, type Check, type CheckName } from '../../lib/doctor/check';
import { Problem } from '../../lib/errors';
import { TikTokError } from '../tiktok/tikTokError';

const usualTimeoutMs = 20_000;

/** Runs a check: whatever goes wrong becomes its result, and after `timeoutMs` (20 s) it has failed. Never rejects. */
export async function attempt<Result extends Check | Check[]>(
	name: CheckName,
	run: () => Promise<Result>,
	timeoutMs = usualTimeoutMs,
): Promise<Result | Check> {
	let timer: NodeJS.Timeout | undefined;
	const tooLate = new Promise<Check>((resolve) => {
		const seconds = Math.round(timeoutMs / 1000);
		const late = fail(name, `No answer within ${seconds} seconds.`, 'Try again shortly.');
		timer = setTimeout(() => resolve(late), timeoutMs);
	});
	try {
		return await Promise.race([run(), tooLate]);
	} catch (error) {
		return fail(name, sentenceOf(error));
	} finally {
		clearTimeout(timer);
	}
}

/** Our own errors say what to do; the words of others may hold anything, so only their kind is told. */
export function sentenceOf(error: unknown): string {
	if (error instanceof Problem || error instanceof TikTokError) return error.message;
	const kind = error instanceof Error ? error.name : 'Error';
	return `Something unexpected happened (${kind}).`;
}
