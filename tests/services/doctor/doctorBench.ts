import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TikTokStandIn } from '../../../sandbox/tiktok/options';
import { startTikTok } from '../../../sandbox/tiktok/startTikTok';
import type { Check } from '../../../lib/doctor/check';
import { Problem } from '../../../lib/errors';
import { createLog } from '../../../services/createLog';
import { createSealer } from '../../../services/createSealer';
import { examine } from '../../../services/doctor/examine';
import { createAgents } from '../../../services/http/agents';
import { readSettings } from '../../../services/config';
import { newSecretKey } from '../../../services/secretFiles';
import { openStore } from '../../../services/store/openStore';
import type { Account } from '../../../services/store/accounts';
import type { Store } from '../../../services/store/store';
import { createTikTok } from '../../../services/tiktok/createTikTok';
import { createTikTokAccounts } from '../../../services/tiktok/createTikTokAccounts';
import { putStore } from '../../support/newDataDir';
import { control } from '../../sandbox/tiktok/sandboxControl';
import { connect, redirectUri } from '../../sandbox/tiktok/withTikTok';
import { rememberingEngine } from '../../web/support/startWebUnderTest';

export interface DoctorBench {
	standIn: TikTokStandIn;
	store: Store;
	dataDir: string;
	/** Connects a new person at the stand-in, who grants these scopes. */
	account(username: string, scopes?: string, accessLeftMs?: number): Promise<Account>;
	/** `env` changes settings; Temporal answers unless `isTemporalAway`. */
	examine(env?: Record<string, string>, isTemporalAway?: boolean): Promise<Check[]>;
	close(): Promise<void>;
}

const hourMs = 3_600_000;
const allAsked = 'user.info.basic,video.upload,video.publish';

export async function openDoctorBench(): Promise<DoctorBench> {
	const dir = await mkdtemp(join(tmpdir(), '14ms-doctor-'));
	const standIn = await startTikTok({ dir: join(dir, 'tiktok') });
	await putStore(join(dir, 'data'));
	const store = await openStore({
		dataDir: join(dir, 'data'),
		databaseUrl: null,
		sealer: createSealer([newSecretKey()]),
	});
	const log = createLog({ level: 'silent' });
	const usual = {
		TIKTOK_CLIENT_KEY: standIn.clientKey,
		TIKTOK_CLIENT_SECRET: standIn.clientSecret,
		TIKTOK_REDIRECT_URI: redirectUri,
		TIKTOK_AUTHORIZE_URL: standIn.authorizeUrl,
		TIKTOK_API_URL: standIn.origin,
		DATA_DIR: join(dir, 'data'),
	};
	return {
		dataDir: join(dir, 'data'),
		standIn,
		store,
		async account(username, scopes = allAsked, accessLeftMs = 2 * hourMs) {
			await control(standIn, 'users', { username });
			const tokens = await connect(standIn, username, scopes);
			const { account } = await store.accounts.connect(
				{
					clientKey: standIn.clientKey,
					openId: tokens.open_id,
					unionId: null,
					username,
					displayName: username,
					avatarUrl: null,
				},
				{
					clientKey: standIn.clientKey,
					openId: tokens.open_id,
					accessToken: tokens.access_token,
					refreshToken: tokens.refresh_token,
					scopes: tokens.scope.split(',').filter(Boolean),
					accessExpiresAt: new Date(Date.now() + accessLeftMs),
					refreshExpiresAt: new Date(Date.now() + tokens.refresh_expires_in * 1000),
				},
			);
			return account;
		},
		async examine(env = {}, isTemporalAway = false) {
			const settings = readSettings({ for: 'up', env: { ...usual, ...env }, cwd: dir });
			if (!settings.tiktok) throw new Error('The bench has TikTok settings.');
			const agents = createAgents(settings.network);
			const tiktok = createTikTok({ settings: settings.tiktok, agents, log });
			const accounts = createTikTokAccounts({ tiktok, store, log });
			const away = new Problem('temporal_unavailable', 'Temporal does not answer: wait.');
			const ping = () => (isTemporalAway ? Promise.reject(away) : Promise.resolve());
			const engine = { ...rememberingEngine(), ping };
			return examine({ settings, store, tiktok, accounts, engine });
		},
		async close() {
			await store.close();
			await standIn.close();
			await rm(dir, { recursive: true, force: true });
		},
	};
}

export function find(checks: Check[], id: string): Check {
	const found = checks.find((check) => check.id === id);
	if (!found) throw new Error(`No check ${id} among ${checks.map((each) => each.id).join(', ')}`);
	return found;
}
