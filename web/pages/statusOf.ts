import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem } from '../../lib/errors';

const statuses = [400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 502, 503, 507] as const;

/** The status of a page that shows this problem; 200 without one. */
export function statusOf(problem: Problem | null): ContentfulStatusCode {
	if (!problem) return 200;
	return statuses.find((status) => status === problem.status) ?? 500;
}
