import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { crossMistakes, namesTemporalServer, type Role } from '../lib/settings/crossMistakes';
import {
	secretKeysOf,
	settingsSchema,
	tikTokApiUrl,
	tikTokAuthorizeUrl,
	webSubHubUrl,
	type SettingValues,
} from '../lib/settings/settingsSchema';
import { hasTikTokSetting, similarNames } from '../lib/settings/similarNames';
import { extraScopes, parseScopes } from '../lib/tiktok/scopes';
import { Problem } from '../lib/errors';
import { readEnvFiles } from './envFiles';
import { settingFileMistakes } from './settingFiles';
import type { NetworkSettings, Settings, TikTokSettings } from './settings';

const loopback = ['localhost', '127.0.0.1', '::1'];

/**
 * Reads and checks every setting: `.env`, then `.env.local` in `cwd`, then the environment, where later ones win
 * and an empty value means "not set". `.env.example` describes them. The environment itself is left unchanged.
 * `for` says what is being started: `up` needs all three TikTok settings or none (sandbox mode), `web` all three
 * and DATABASE_URL, `worker` key, secret and DATABASE_URL, `client` (a command that talks to a running 14ms) nothing.
 * @throws Problem bad_settings with one sentence per mistake in `extra.mistakes`, all of them at once.
 */
export function readSettings({
	for: role,
	env = process.env,
	cwd = process.cwd(),
}: {
	for: Role;
	env?: NodeJS.ProcessEnv;
	cwd?: string;
}): Settings {
	const files = readEnvFiles(cwd);
	const values = withoutEmpty({ ...files.values, ...env });
	const names = Object.keys(values);
	const isApart = role === 'web' || role === 'worker';
	const isSandbox = !isApart && !hasTikTokSetting(names) && similarNames(names).length === 0;
	const checked = settingsSchema.safeParse(values);
	const mistakes = [
		...files.mistakes,
		...(checked.error?.issues.map((issue) => issue.message) ?? []),
		...crossMistakes(values, role, isSandbox, Object.keys(files.values)),
		...settingFileMistakes(values, cwd),
	];
	if (!checked.success || mistakes.length > 0) throw badSettings(mistakes);
	return toSettings(checked.data, { values, cwd, role, isSandbox });
}

function badSettings(mistakes: string[]): Problem {
	const all = mistakes.join(' ');
	const message =
		mistakes.length === 1 ? all : `${mistakes.length} settings are not right yet. ${all}`;
	return new Problem('bad_settings', message, { mistakes });
}

function toSettings(
	values: SettingValues,
	from: { values: Record<string, string>; cwd: string; role: Role; isSandbox: boolean },
): Settings {
	const path = (value: string | undefined) => (value ? resolve(from.cwd, value) : null);
	const tiktok = tikTokSettings(values);
	const asked = parseScopes(values.TIKTOK_EXTRA_SCOPES ?? '');
	const port = Number(values.PORT ?? 3000);
	const baseDir = resolve(from.cwd, values.DATA_DIR ?? '.14ms');
	const sandboxDir = join(baseDir, 'sandbox');
	// A command in another shell, without the keys that `up` was given, must still find the data folder of `up`.
	const isElsewhere = from.role === 'client' && existsSync(baseDir) && !existsSync(sandboxDir);
	const isSandbox = from.isSandbox && !isElsewhere;
	const ownUrl = tiktok?.redirectUri ?? `http://localhost:${port}`;
	const publicUrl = new URL(values.PUBLIC_URL ?? ownUrl).origin;
	const hasWebSub = !isSandbox && values.WEBSUB !== 'off' && publicUrl.startsWith('https:');
	return {
		mode: isSandbox ? 'sandbox' : 'tiktok',
		tiktok,
		extraScopes: extraScopes.filter((scope) => asked.includes(scope)),
		youtube: {
			apiKey: values.YOUTUBE_API_KEY ?? null,
			cookiesFile: path(values.YOUTUBE_COOKIES_FILE),
		},
		webSub: hasWebSub
			? { hubUrl: values.WEBSUB_HUB_URL ?? webSubHubUrl, callbackOrigin: publicUrl }
			: null,
		port,
		host: values.HOST ?? '127.0.0.1',
		publicUrl,
		dataDir: isSandbox ? sandboxDir : baseDir,
		mediaLimitBytes: Number(values.MEDIA_LIMIT_GB ?? 20) * 1_000_000_000,
		databaseUrl: values.DATABASE_URL ?? null,
		secretKeys: secretKeysOf(values),
		operatorToken: values.OPERATOR_TOKEN ?? null,
		temporalEmbedded: !namesTemporalServer(from.values),
		temporalEnv: temporalEnv(from.values),
		tools: {
			ytDlpPath: path(values.YT_DLP_PATH),
			ffmpegPath: path(values.FFMPEG_PATH),
			temporalCliPath: path(values.TEMPORAL_CLI_PATH),
		},
		network: networkSettings(values, from.cwd),
		operator: {
			name: values.OPERATOR_NAME ?? 'The operator of this 14ms server',
			email: values.OPERATOR_EMAIL ?? null,
		},
		repostsAtOnce: Number(values.REPOSTS_AT_ONCE ?? 5),
		timing: {
			heartbeatTimeoutMs: Number(values.HEARTBEAT_TIMEOUT_SECONDS ?? 8) * 1000,
			statusPollMs: Number(values.STATUS_POLL_SECONDS ?? 2) * 1000,
			reviewMs: Number(values.REVIEW_TIMEOUT_HOURS ?? 7 * 24) * 3_600_000,
			uncertainAfterMs: Number(values.UNCERTAIN_AFTER_HOURS ?? 6) * 3_600_000,
			accessTokenMs: Number(values.OAUTH_TOKEN_SECONDS ?? 3600) * 1000,
		},
	};
}

function tikTokSettings(values: SettingValues): TikTokSettings | null {
	const { TIKTOK_CLIENT_KEY: clientKey, TIKTOK_CLIENT_SECRET: clientSecret } = values;
	if (!clientKey || !clientSecret) return null;
	const apiUrl = new URL(values.TIKTOK_API_URL ?? tikTokApiUrl).origin;
	return {
		clientKey,
		clientSecret,
		redirectUri: values.TIKTOK_REDIRECT_URI ?? null,
		authorizeUrl: values.TIKTOK_AUTHORIZE_URL ?? tikTokAuthorizeUrl,
		apiUrl,
		isStandIn: apiUrl !== tikTokApiUrl,
	};
}

function networkSettings(values: SettingValues, cwd: string): NetworkSettings {
	const own = (values.NO_PROXY ?? values.no_proxy ?? '').split(/[\s,]+/u).filter(Boolean);
	const caFiles = [values.NODE_EXTRA_CA_CERTS, values.SSL_CERT_FILE];
	return {
		httpProxy: values.HTTP_PROXY ?? values.http_proxy ?? null,
		httpsProxy: values.HTTPS_PROXY ?? values.https_proxy ?? null,
		noProxy: [...new Set([...own, ...loopback])],
		extraCaFiles: [...new Set(caFiles.flatMap((file) => (file ? resolve(cwd, file) : [])))],
	};
}

function temporalEnv(values: Record<string, string>): Record<string, string> {
	const ofTemporal = (name: string) =>
		name.startsWith('TEMPORAL_') && name !== 'TEMPORAL_CLI_PATH';
	return Object.fromEntries(Object.entries(values).filter(([name]) => ofTemporal(name)));
}

function withoutEmpty(values: Record<string, string | undefined>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) => (value?.trim() ? [[name, value]] : [])),
	);
}

/** For the programs that 14ms runs; each of their services picks the few names it needs. */
export function processEnvironment(): Record<string, string | undefined> {
	return process.env;
}
