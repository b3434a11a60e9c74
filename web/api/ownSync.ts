import type { Context } from 'hono';
import { z } from 'zod';
import type { SyncView } from '../../lib/sync/syncView';
import { checkOwn } from '../auth/ownAccount';
import type { WebDeps, WebEnv } from '../webDeps';

export const syncParams = z.object({ id: z.string() });

/** The sync that a path names; not_found unless whoever asks may see it. */
export async function ownSync(
	{ syncs }: Pick<WebDeps, 'syncs'>,
	c: Context<WebEnv>,
	id: string,
): Promise<SyncView> {
	const sync = await syncs.get(id);
	checkOwn(c.get('viewer'), sync, 'sync');
	return sync;
}
