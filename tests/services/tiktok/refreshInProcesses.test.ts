import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TikTokStandIn } from '../../../sandbox/tiktok/options';
import { startTikTok } from '../../../sandbox/tiktok/startTikTok';
import { createLog } from '../../../services/createLog';
import { createSealer } from '../../../services/createSealer';
import { createAgents } from '../../../services/http/agents';
import { openStore } from '../../../services/store/openStore';
import type { Store } from '../../../services/store/store';
import { createTikTok } from '../../../services/tiktok/createTikTok';
import { createTikTokAccounts } from '../../../services/tiktok/createTikTokAccounts';
import { control, stateOf, violationsOf } from '../../sandbox/tiktok/sandboxControl';
import { connect, redirectUri } from '../../sandbox/tiktok/withTikTok';
import { startPostgres, type TestPostgres } from '../../support/postgres';
import type { RefreshWish } from './refreshElsewhere';

jest.setTimeout(120_000);

const sealingKey = randomBytes(32);
const log = createLog({ pretty: false, level: 'silent' });
let dir: string;
let postgres: TestPostgres;
let standIn: TikTokStandIn;
let store: Store;
beforeAll(async () => {
	dir = mkdtempSync(join(tmpdir(), '14ms-refresh-'));
	[postgres, standIn] = await Promise.all([
		startPostgres(),
		startTikTok({ dir, redirectUris: [redirectUri] }),
	]);
	store = await openStore({
		...{ dataDir: '/nowhere', databaseUrl: postgres.url },
		sealer: createSealer([sealingKey]),
	});
});
afterAll(async () => {
	await store.close();
	await Promise.all([standIn.close(), postgres.stop()]);
	rmSync(dir, { recursive: true });
});

async function account(username: string): Promise<string> {
	const { clientKey } = standIn;
	const tokens = await connect(standIn, username, 'user.info.basic,video.upload,video.publish');
	const { open_id: openId, access_token: accessToken, refresh_token: refreshToken } = tokens;
	const names = { unionId: null, username, displayName: username, avatarUrl: null };
	const inSec = (seconds: number) => new Date(Date.now() + seconds * 1000);
	const { account: found } = await store.accounts.connect(
		{ clientKey, openId, ...names },
		{
			...{ clientKey, openId, accessToken, refreshToken, scopes: tokens.scope.split(',') },
			accessExpiresAt: inSec(tokens.expires_in),
			refreshExpiresAt: inSec(tokens.refresh_expires_in),
		},
	);
	return found.id;
}

/** A process of its own, ready to refresh. */
async function elsewhere(accountId: string, diesBeforeSaving = false) {
	const wish: RefreshWish = {
		...{ databaseUrl: postgres.url, sealingKey: sealingKey.toString('base64') },
		...{ clientKey: standIn.clientKey, clientSecret: standIn.clientSecret },
		...{ apiUrl: standIn.origin, accountId, diesBeforeSaving },
	};
	const script = join(__dirname, 'refreshElsewhere.ts');
	const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(wish)], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const ended = once(child, 'exit');
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	expect((await lines.next()).value).toBe('ready');
	return {
		/** Resolves to what it says; to null when it died. */
		async refresh(): Promise<string | null> {
			child.stdin.write('go\n');
			const said = await lines.next();
			await ended;
			return said.done ? null : said.value;
		},
	};
}

function here() {
	const noProxy = { httpProxy: null, httpsProxy: null, noProxy: [], extraCaFiles: [] };
	const { clientKey, clientSecret, authorizeUrl, origin } = standIn;
	const tiktok = createTikTok({
		settings: {
			...{ clientKey, clientSecret, authorizeUrl, apiUrl: origin },
			...{ redirectUri: null, isStandIn: true },
		},
		agents: createAgents(noProxy),
		log,
	});
	return createTikTokAccounts({ tiktok, store, log, leaseMs: 2_000 });
}

const tokenCalls = async () =>
	(await stateOf(standIn)).calls.filter(({ endpoint }) => endpoint === 'oauth/token').length;

test('two processes that want a new token at the same moment make one refresh', async () => {
	const id = await account('sandbox_creator');
	const processes = await Promise.all([elsewhere(id), elsewhere(id)]);
	const before = await tokenCalls();
	const slow = { endpoint: 'oauth/token', kind: 'delay', ms: 1_500 };
	await control(standIn, 'faults', slow);
	const versions = await Promise.all(processes.map((each) => each.refresh()));
	// One after the other is fine, at the same time with the same token is not.
	expect(await tokenCalls()).toBe(before + Math.max(...versions.map(Number)) - 1);
	expect(await violationsOf(standIn)).toEqual([]);
	expect(await here().creatorInfo(id)).toMatchObject({ username: 'sandbox_creator' });
});

test('a process that dies between TikTok’s answer and its write: one try with the old token, then a reconnect heals', async () => {
	const id = await account('second_creator');
	const process = await elsewhere(id, true);
	expect(await process.refresh()).toBeNull();
	expect((await store.grants.facts(id))?.version).toBe(1);
	// The access token of before works until it ends: nobody is asked for anything yet.
	expect(await here().creatorInfo(id)).toMatchObject({ username: 'second_creator' });
	const before = await tokenCalls();
	await expect(here().refreshGrant(id)).rejects.toMatchObject({ code: 'reconnect_needed' });
	expect(await tokenCalls()).toBe(before + 1);
	expect((await store.accounts.get(id))?.status).toBe('reconnect');
	expect(await violationsOf(standIn)).toEqual(['dead_refresh_token']);
	await expect(here().creatorInfo(id)).rejects.toMatchObject({ code: 'reconnect_needed' });
	expect(await tokenCalls()).toBe(before + 1);
	expect(await account('second_creator')).toBe(id);
	expect(await here().creatorInfo(id)).toMatchObject({ username: 'second_creator' });
});
