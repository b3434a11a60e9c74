import { Problem } from '../../lib/errors';

/** False while Temporal is away: the next sweep tries again. */
export async function unlessAway(act: () => Promise<void>): Promise<boolean> {
	try {
		await act();
		return true;
	} catch (error) {
		if (error instanceof Problem && error.code === 'temporal_unavailable') return false;
		throw error;
	}
}
