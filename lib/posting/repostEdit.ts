import { z } from 'zod';
import { postSettings, repostRequest } from './request';

/** The body of `PATCH /api/v1/reposts/{id}`: what is left out stays as it is. */
export const repostEdit = z
	.strictObject({
		caption: postSettings.shape.caption,
		notBefore: repostRequest.shape.notBefore
			.unwrap()
			.nullable()
			.optional()
			.describe('Nothing is posted before; null: as soon as its turn comes'),
		priority: repostRequest.shape.priority.unwrap().optional(),
	})
	.refine(
		(changes) => Object.keys(changes).length > 0,
		'Say what to change: `caption`, `notBefore` or `priority`.',
	);
export type RepostEdit = z.infer<typeof repostEdit>;
