import { Problem } from '../../lib/errors';
import type { Ask } from './requests';

/**
 * Whether YouTube shows a video under `/shorts/`; null where its answer does not tell. Its no is not certain in the first
 * hours (facts/youtube.md).
 */
export async function isShownAsShort(
	ask: Ask,
	videoId: string,
	signal: AbortSignal,
): Promise<boolean | null> {
	try {
		const answer = await ask(`https://www.youtube.com/shorts/${videoId}`, {
			method: 'HEAD',
			// Without it, some countries are sent to a page about cookies first.
			headers: { Cookie: 'SOCS=CAI' },
			signal,
		});
		const { status } = answer;
		if (status === 200) return true;
		const isToWatch = answer.header('location')?.includes('/watch?') ?? false;
		return status >= 300 && status < 400 && isToWatch ? false : null;
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof Problem) return null;
		throw error;
	}
}
