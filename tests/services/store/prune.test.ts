import fs from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { createCallStore } from '../../../services/store/callStore';
import { createDatabase } from '../../../services/store/database';
import { openPglite } from '../../../services/store/openPglite';
import { apiCalls, webSecrets } from '../../../services/store/schema';
import { newDataDir } from '../../support/newDataDir';

it('drops calls after two days and secrets that have expired, and tidies up at most once an hour', async () => {
	const dataDir = await newDataDir();
	const engine = await openPglite(path.join(dataDir, 'store'));
	let tidied = 0;
	const calls = createCallStore(createDatabase(engine), () => {
		tidied++;
		return engine.tidy();
	});
	const call = { provider: 'tiktok' as const, endpoint: 'video/init', accountId: 'a' };
	const ago = (age: string) => sql`now() - ${age}::interval`;
	await engine.db.insert(apiCalls).values([
		{ ...call, at: ago('49 hours') },
		{ ...call, at: ago('47 hours') },
	]);
	const secret = { kind: 'session' as const };
	await engine.db.insert(webSecrets).values([
		{ ...secret, hash: 'old', expiresAt: ago('1 second') },
		{ ...secret, hash: 'new', expiresAt: ago('-1 hour') },
	]);

	await calls.prune();
	await calls.prune();

	expect(await engine.db.select().from(apiCalls)).toHaveLength(1);
	expect(await engine.db.select().from(webSecrets)).toMatchObject([{ hash: 'new' }]);
	expect(tidied).toBe(1);
	await engine.close();
	fs.rmSync(dataDir, { recursive: true });
});
