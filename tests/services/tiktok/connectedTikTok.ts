import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startTikTok } from '../../../sandbox/tiktok/startTikTok';
import type { TikTokOptions } from '../../../sandbox/tiktok/options';
import { createSealer } from '../../../services/createSealer';
import { createAgents } from '../../../services/http/agents';
import type { Log } from '../../../services/log';
import { openStore } from '../../../services/store/openStore';
import type { Account } from '../../../services/store/accounts';
import type { ConnectOutcome } from '../../../services/tiktok/connect';
import { createConnect } from '../../../services/tiktok/createConnect';
import { createTikTok } from '../../../services/tiktok/createTikTok';
import { createTikTokAccounts } from '../../../services/tiktok/createTikTokAccounts';
import type { GrantDeps } from '../../../services/tiktok/freshGrant';
import { putStore } from '../../support/newDataDir';

/** The sandbox's TikTok, a real store and the services between them, as one process has them. */
export async function connectedTikTok(options: Omit<TikTokOptions, 'dir'> = {}) {
	const dir = mkdtempSync(path.join(tmpdir(), 'tiktok-accounts-'));
	const sandbox = await startTikTok({ dir: path.join(dir, 'sandbox'), ...options });
	await putStore(path.join(dir, 'data'));
	const store = await openStore({
		dataDir: path.join(dir, 'data'),
		databaseUrl: null,
		sealer: createSealer([new Uint8Array(32).fill(7)]),
	});
	const lines: string[] = [];
	const line = (facts: Record<string, unknown>, message: string) => {
		lines.push(`${message} ${JSON.stringify(facts)}`);
	};
	const log: Log = { info: line, warn: line, error: line };

	const client = (keys = { clientKey: sandbox.clientKey, clientSecret: sandbox.clientSecret }) =>
		createTikTok({
			settings: {
				...keys,
				redirectUri: null,
				authorizeUrl: sandbox.authorizeUrl,
				apiUrl: sandbox.origin,
				isStandIn: true,
			},
			agents: createAgents({
				httpProxy: null,
				httpsProxy: null,
				noProxy: [],
				extraCaFiles: [],
			}),
			log,
		});
	const connectWith = (tiktok = client(), onConnected?: () => Promise<void>) =>
		createConnect({
			...(onConnected ? { onConnected } : {}),
			tiktok,
			store,
			log,
			redirectUri: 'http://localhost:3000/api/tiktok/callback',
		});

	/** Walks TikTok's consent page as this user. */
	async function walk(
		username: string,
		scopes?: string,
		connect = connectWith(),
	): Promise<ConnectOutcome> {
		const { url, state, codeVerifier } = await connect.begin();
		const page = new URL(url);
		page.searchParams.set('sandbox_user', username);
		page.searchParams.set('sandbox_decision', 'allow');
		if (scopes !== undefined) page.searchParams.set('sandbox_scopes', scopes);
		const answer = await fetch(page, { redirect: 'manual' });
		const back = new URL(answer.headers.get('location') ?? '').searchParams;
		expect(back.get('state')).toBe(state);
		return connect.complete({ code: back.get('code') ?? '', codeVerifier });
	}

	return {
		sandbox,
		store,
		lines,
		client,
		connectWith,
		walk,
		async account(username = 'sandbox_creator', scopes?: string): Promise<Account> {
			const end = await walk(username, scopes);
			if (end.kind !== 'connected') throw new Error(`Not connected: ${end.kind}`);
			return end.account;
		},
		/** One process's view of the accounts; two of them share nothing but the store. */
		accounts: (deps: Partial<GrantDeps> = {}) =>
			createTikTokAccounts({ tiktok: client(), store, log, ...deps }),
		async close() {
			await sandbox.close();
			await store.close();
			rmSync(dir, { recursive: true });
		},
	};
}
