import { z } from 'zod';
import { Problem } from '../../lib/errors';
import type { PendingConnect } from './connect';

/** What was kept between two pages of a connect. Problem connect_state_invalid. */
export function pendingOf(pending: unknown): PendingConnect {
	const parsed = pendingConnect.safeParse(pending);
	if (parsed.success) return parsed.data;
	throw new Problem('connect_state_invalid', 'This page is too old: connect again.');
}

const pendingConnect = z.object({
	person: z.object({
		clientKey: z.string(),
		openId: z.string(),
		unionId: z.string().nullable(),
		username: z.string().nullable(),
		displayName: z.string(),
		avatarUrl: z.string().nullable(),
	}),
	grant: z.object({
		clientKey: z.string(),
		openId: z.string(),
		accessToken: z.string(),
		refreshToken: z.string(),
		scopes: z.array(z.string()),
		accessExpiresAt: z.coerce.date(),
		refreshExpiresAt: z.coerce.date(),
	}),
});
