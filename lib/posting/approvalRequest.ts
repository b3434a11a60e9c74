import { z } from 'zod';
import { postSettings, type PostSettings } from './request';

const { shape } = postSettings;

/**
 * What a person says yes to: `sha256` of the bytes that were shown, and what to change.
 * What is left out stays as the request had it.
 */
export const approvalRequest = z.strictObject({
	sha256: z
		.string()
		.regex(/^[0-9a-f]{64}$/, '`sha256` has 64 lowercase hex digits: take it from the repost.')
		.describe('Of the bytes that the person saw (`sha256` of the repost)'),
	caption: shape.caption,
	privacy: shape.privacy,
	allowComment: z.boolean().optional(),
	allowDuet: z.boolean().optional(),
	allowStitch: z.boolean().optional(),
	coverTimestampMs: shape.coverTimestampMs,
	isAigc: z.boolean().optional(),
	brandOrganic: z.boolean().optional(),
	brandContent: z.boolean().optional(),
});
export type ApprovalRequest = z.infer<typeof approvalRequest>;

/** The settings that an approval stands for: the request's, changed where the person changed them. */
export function approvedSettings(asked: PostSettings, approval: ApprovalRequest): PostSettings {
	const changes: Partial<ApprovalRequest> = { ...approval };
	delete changes.sha256;
	const given = Object.entries<unknown>(changes).filter(([, value]) => value !== undefined);
	return postSettings.parse({ ...asked, ...Object.fromEntries(given) });
}
