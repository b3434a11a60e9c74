import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { nextPacificMidnight } from '../../../lib/youtube/pacificMidnight';
import { createSealer } from '../../../services/createSealer';
import { newSecretKey } from '../../../services/secretFiles';
import { createCallStore } from '../../../services/store/callStore';
import { createDatabase } from '../../../services/store/database';
import { openPglite } from '../../../services/store/openPglite';
import { openStore } from '../../../services/store/openStore';
import { apiCalls } from '../../../services/store/schema';
import { newDataDir } from '../../support/newDataDir';

const dayMs = 24 * 3_600_000;

test('YouTube’s calls count from midnight in California, as its quota, and TikTok’s from midnight UTC', async () => {
	const dataDir = await newDataDir();
	const sealer = createSealer([newSecretKey()]);
	await (await openStore({ dataDir, databaseUrl: null, sealer })).close();
	const engine = await openPglite(join(dataDir, 'store'));
	const db = createDatabase(engine);
	try {
		const now = new Date();
		const midnights = {
			youtube: nextPacificMidnight(new Date(now.getTime() - dayMs)).getTime(),
			tiktok: Math.floor(now.getTime() / dayMs) * dayMs,
		};
		const providers = ['youtube', 'tiktok'] as const;
		const rows = providers.flatMap((provider) =>
			Object.values(midnights).flatMap((midnightMs) =>
				[-1, 1].map((ms) => ({
					...{ provider, endpoint: 'e', accountId: '' },
					at: new Date(midnightMs + ms),
				})),
			),
		);
		await db.write((tx) => tx.insert(apiCalls).values(rows));
		const usage = await createCallStore(db, () => Promise.resolve()).usage();
		for (const of of providers) {
			const since = rows.filter(
				({ provider, at }) => provider === of && at.getTime() >= midnights[of],
			);
			const told = usage.find(({ provider }) => provider === of);
			expect({ of, today: told?.today }).toEqual({ of, today: since.length });
		}
	} finally {
		await engine.close();
		rmSync(dataDir, { recursive: true });
	}
});
