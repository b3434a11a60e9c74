import { z } from 'zod';

const mistake = '`limit` must be a number from 1 to 100.';

/** `limit` of a list in a query string; default 50. */
export const pageLimit = z
	.string()
	.regex(/^\d{1,3}$/, mistake)
	.transform(Number)
	.refine((limit) => limit >= 1 && limit <= 100, mistake)
	.default(50);
