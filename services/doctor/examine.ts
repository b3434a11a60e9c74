import type { Check } from '../../lib/doctor/check';
import type { Settings } from '../settings';
import type { Store } from '../store/store';
import type { Engine } from '../temporal/engine';
import type { TikTok, TikTokAccounts } from '../tiktok/tiktok';
import { checkAccounts } from './checkAccounts';
import { checkDataDir } from './checkDataDir';
import { checkDisk } from './checkDisk';
import { checkLimits } from './checkLimits';
import { checkStanding } from './checkStanding';
import { checkStore } from './checkStore';
import { checkSyncs } from './checkSyncs';
import { checkTemporal, checkTemporalFromOutside } from './checkTemporal';
import { checkTikTok } from './checkTikTok';
import { checkWebSub } from './checkWebSub';
import { checkYouTubeKey } from './checkYouTubeKey';
import { settingsChecks } from './settingsChecks';
import { tierCheck } from './tierCheck';

export interface ExamineParts {
	/** With the sandbox's TikTok settings, where that runs. */
	settings: Settings;
	/** Null: 14ms keeps nothing yet, or another process holds it. */
	store: Store | null;
	/** Null without TikTok settings. */
	tiktok: TikTok | null;
	/** Null without store or TikTok settings. */
	accounts: TikTokAccounts | null;
	/** Null: 14ms does not run. */
	engine: Engine | null;
	now?: () => Date;
}

/**
 * Every check that needs more than this machine's programs. A running 14ms examines itself; what is null is passed
 * over. Each check has a time-out of its own, none throws.
 */
export async function examine(parts: ExamineParts): Promise<Check[]> {
	const { settings, store, tiktok, accounts, engine, now = () => new Date() } = parts;
	const { publicUrl, dataDir, temporalEmbedded } = settings;
	if (tiktok) await noteCall(store, tiktok.clientKey);
	const [
		ofTikTok,
		ofAccounts,
		ofSyncs,
		ofTemporal,
		ofStore,
		ofStanding,
		ofDisk,
		ofFolder,
		ofWebSub,
		ofKey,
	] = await Promise.all([
		tiktok && settings.tiktok ? checkTikTok(tiktok, settings.tiktok.apiUrl) : none,
		store && accounts ? checkAccounts({ store, accounts, publicUrl, now }) : none,
		store ? checkSyncs(store) : none,
		engine ? checkTemporal(engine, temporalEmbedded) : checkTemporalFromOutside(settings),
		store ? checkStore(store) : null,
		store ? checkStanding(store, engine, now()) : null,
		checkDisk(dataDir),
		checkDataDir(dataDir),
		store ? checkWebSub(store, settings) : null,
		store ? checkYouTubeKey(store, settings) : null,
	]);
	// Last, so that the calls of these checks are counted.
	const limits = store ? await checkLimits(store) : [];
	const tier = tierCheck(settings);
	return [
		...settingsChecks(settings),
		...(ofKey ? [ofKey] : []),
		...ofTikTok,
		...(tier ? [tier] : []),
		...ofAccounts,
		...ofSyncs,
		ofTemporal,
		...(ofStore ? [ofStore] : []),
		...(ofStanding ? [ofStanding] : []),
		ofDisk,
		...(ofFolder ? [ofFolder] : []),
		...(ofWebSub ? [ofWebSub] : []),
		...limits,
	];
}

const none = Promise.resolve<Check[]>([]);

/** The check of the keys is a call like others; that it cannot be counted is the store's own check to tell. */
async function noteCall(store: Store | null, clientKey: string): Promise<void> {
	const key = { provider: 'tiktok', endpoint: 'oauth/token', accountId: clientKey } as const;
	await store?.calls.take(key, null).catch(() => undefined);
}
