import { z } from 'zod';
import { createLog } from '../../../services/createLog';
import { createSealer } from '../../../services/createSealer';
import { createAgents } from '../../../services/http/agents';
import { openStore } from '../../../services/store/openStore';
import { createTikTok } from '../../../services/tiktok/createTikTok';
import { createTikTokAccounts } from '../../../services/tiktok/createTikTokAccounts';

const wish = z.object({
	databaseUrl: z.string(),
	sealingKey: z.string(),
	clientKey: z.string(),
	clientSecret: z.string(),
	apiUrl: z.string(),
	accountId: z.string(),
	/** Dies of SIGKILL between TikTok's answer and the write. */
	diesBeforeSaving: z.boolean(),
});
export type RefreshWish = z.infer<typeof wish>;

/** Run as a process of its own: `refreshElsewhere.ts <wish as JSON>`. Says `ready`, refreshes at a line, tells the version. */
async function main(json = ''): Promise<void> {
	const { databaseUrl, accountId, apiUrl, diesBeforeSaving, ...keys } = wish.parse(
		JSON.parse(json),
	);
	const sealer = createSealer([new Uint8Array(Buffer.from(keys.sealingKey, 'base64'))]);
	const store = await openStore({ dataDir: '/nowhere', databaseUrl, sealer });
	const log = createLog({ pretty: false, level: 'silent' });
	const noProxy = { httpProxy: null, httpsProxy: null, noProxy: [], extraCaFiles: [] };
	const { clientKey, clientSecret } = keys;
	const settings = { clientKey, clientSecret, apiUrl, redirectUri: null, isStandIn: true };
	const tiktok = createTikTok({
		settings: { ...settings, authorizeUrl: `${apiUrl}/v2/auth/authorize/` },
		agents: createAgents(noProxy),
		log,
	});
	const dying = (): Promise<boolean> => {
		process.kill(process.pid, 'SIGKILL');
		return new Promise(() => undefined);
	};
	const grants = diesBeforeSaving ? { ...store.grants, saveRefreshed: dying } : store.grants;
	const accounts = createTikTokAccounts({
		...{ tiktok, log },
		// What a dead process leaves behind has to lapse within a test.
		...(diesBeforeSaving ? { leaseMs: 2_000 } : {}),
		store: { accounts: store.accounts, calls: store.calls, grants },
	});
	process.stdout.write('ready\n');
	process.stdin.once('data', () => {
		Promise.all([1, 2, 3].map(() => accounts.refreshGrant(accountId)))
			.then(async () => {
				const version = (await store.grants.facts(accountId))?.version ?? 0;
				process.stdout.write(`${version}\n`);
				await store.close();
				process.exit(0);
			})
			.catch((error: unknown) => {
				process.stdout.write(`${String(error)}\n`);
				process.exit(1);
			});
	});
}

void main(process.argv[2]);
