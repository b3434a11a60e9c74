import { Problem } from '../../lib/errors';

/** False while Temporal is away, which `tellAway` may log: a sweep tries again. */
export async function unlessAway(
	act: () => Promise<void>,
	tellAway?: () => void,
): Promise<boolean> {
	try {
		await act();
		return true;
	} catch (error) {
		if (!(error instanceof Problem) || error.code !== 'temporal_unavailable') throw error;
		tellAway?.();
		return false;
	}
}
