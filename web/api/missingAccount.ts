import type { Context } from 'hono';
import type { WebEnv } from '../webDeps';
import type { Mistake } from './mistakes';

/** The operator has to name the account in the bodies of these POSTs, and hears of it together with all other mistakes. */
export function missingAccount(...paths: string[]) {
	return async (c: Context<WebEnv>): Promise<Mistake[]> => {
		if (c.req.method !== 'POST' || !paths.some((path) => c.req.path.endsWith(path))) return [];
		const given: unknown = await c.req.json().catch(() => ({}));
		const lacksIt =
			typeof given === 'object' &&
			given !== null &&
			!Array.isArray(given) &&
			!('account' in given);
		if (c.get('viewer')?.bound || !lacksIt) return [];
		return [{ field: 'account', detail: '`account` is missing.' }];
	};
}
