import type { MiddlewareHandler } from 'hono';
import { scopeNeeded } from '../../lib/api/clientRoutes';
import { Problem } from '../../lib/errors';
import type { WebEnv } from '../webDeps';

const perMinute = 120;
const minuteMs = 60_000;

/**
 * What OAuth2 clients may call, and how often: 120 calls a minute for each authorization, counted in this process.
 * Everything that is not for clients is "not found" to them.
 */
export function clientLimits(now: () => number = Date.now): MiddlewareHandler<WebEnv> {
	const windows = new Map<string, { startedAtMs: number; calls: number }>();

	function count(grantId: string): void {
		const nowMs = now();
		const current = windows.get(grantId);
		if (!current || nowMs - current.startedAtMs >= minuteMs) {
			forgetOld(nowMs);
			windows.set(grantId, { startedAtMs: nowMs, calls: 1 });
			return;
		}
		current.calls += 1;
		if (current.calls <= perMinute) return;
		const retryAfterMs = current.startedAtMs + minuteMs - nowMs;
		throw new Problem(
			'too_many_requests',
			`14ms takes ${perMinute} calls a minute from a connection: go on in ${Math.ceil(retryAfterMs / 1000)} seconds.`,
			{ retryAfterMs },
		);
	}

	function forgetOld(nowMs: number): void {
		for (const [id, { startedAtMs }] of windows) {
			if (nowMs - startedAtMs >= minuteMs) windows.delete(id);
		}
	}

	return async (c, next) => {
		const bound = c.get('viewer')?.bound;
		if (!bound) return next();
		count(bound.grantId);
		const scope = scopeNeeded(c.req.method, c.req.path.replace(/^\/api\/v1/, ''));
		if (!scope) throw new Problem('not_found', 'There is nothing at this address.');
		if (!bound.scopes.has(scope)) {
			throw new Problem(
				'insufficient_scope',
				`This connection was not given ${scope}: connect again and ask for it.`,
			);
		}
		return next();
	};
}
