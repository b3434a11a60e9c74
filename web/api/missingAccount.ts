import type { Context } from 'hono';
import { z } from 'zod';
import type { WebEnv } from '../webDeps';
import type { Mistake } from './mistakes';

/** `account` of a POST, for `accountAsked`. */
export const accountInBody = z
	.string()
	.trim()
	.min(1)
	.optional()
	.describe('Account id, username or unique display name; OAuth2 tokens may leave it out');

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
