import { z } from 'zod';

import { extraScopes, parseScopes } from '../tiktok/scopes';
import { firstOf, isKey, isNumber, isPath, isTidy, type Rule } from './rules';
import { areSecretKeys, parseSecretKeys } from './secretKeys';
import {
	isDatabaseUrl,
	isGrpcAddress,
	isOrigin,
	isProxyUrl,
	isRedirectUri,
	isWholeUrl,
} from './urlRules';

export const tikTokAuthorizeUrl = 'https://www.tiktok.com/v2/auth/authorize/';
export const tikTokApiUrl = 'https://open.tiktokapis.com';
export const webSubHubUrl = 'https://pubsubhubbub.appspot.com/subscribe';

const isClientKey: Rule = (value, name) =>
	/^\d{19}$/u.test(value)
		? [
				`${name} holds the App ID: take the Client key, which stands below it under Credentials.`,
			]
		: [];

const isHost: Rule = (value, name) =>
	z.union([z.ipv4(), z.ipv6(), z.hostname()]).safeParse(value).success
		? []
		: [
				`${name} must be an address to listen on, such as 127.0.0.1 or 0.0.0.0, without http:// and port.`,
			];

const isOperatorToken: Rule = (value, name) =>
	value.length >= 24
		? []
		: [
				`${name} has ${value.length} characters, at least 24 are needed: use a long random one.`,
			];

const areExtraScopes: Rule = (value, name) =>
	parseScopes(value).every((scope) => extraScopes.some((extra) => extra === scope))
		? []
		: [`${name} takes ${extraScopes.join(' and ')} only, separated by commas.`];

const isOnOrOff: Rule = (value, name) =>
	/^(on|off)$/u.test(value) ? [] : [`${name} must be on or off.`];

const isEmail: Rule = (value, name) =>
	z.email().safeParse(value).success ? [] : [`${name} is not an e-mail address.`];

/** Every setting by its name, each with its own rules; what lies between settings is in crossMistakes. */
export const settingsSchema = z.object({
	TIKTOK_CLIENT_KEY: setting('TIKTOK_CLIENT_KEY', firstOf(isKey, isClientKey)),
	TIKTOK_CLIENT_SECRET: setting('TIKTOK_CLIENT_SECRET', isKey),
	TIKTOK_REDIRECT_URI: setting('TIKTOK_REDIRECT_URI', isRedirectUri),
	TIKTOK_AUTHORIZE_URL: setting('TIKTOK_AUTHORIZE_URL', isWholeUrl(tikTokAuthorizeUrl)),
	TIKTOK_API_URL: setting('TIKTOK_API_URL', isOrigin(tikTokApiUrl)),
	TIKTOK_EXTRA_SCOPES: setting('TIKTOK_EXTRA_SCOPES', areExtraScopes),
	YOUTUBE_API_KEY: setting('YOUTUBE_API_KEY', isKey),
	YOUTUBE_COOKIES_FILE: setting('YOUTUBE_COOKIES_FILE', isPath),
	WEBSUB: setting('WEBSUB', isOnOrOff),
	WEBSUB_HUB_URL: setting('WEBSUB_HUB_URL', isWholeUrl(webSubHubUrl)),
	PORT: setting('PORT', isNumber(1, 65535)),
	HOST: setting('HOST', isHost),
	PUBLIC_URL: setting('PUBLIC_URL', isOrigin('https://14ms.example.com')),
	DATA_DIR: setting('DATA_DIR', isPath),
	MEDIA_LIMIT_GB: setting('MEDIA_LIMIT_GB', isNumber(0.001, 100_000, true)),
	DATABASE_URL: setting('DATABASE_URL', isDatabaseUrl),
	SECRET_KEYS: setting('SECRET_KEYS', areSecretKeys),
	OPERATOR_TOKEN: setting('OPERATOR_TOKEN', firstOf(isKey, isOperatorToken)),
	OPERATOR_NAME: setting('OPERATOR_NAME'),
	OPERATOR_EMAIL: setting('OPERATOR_EMAIL', isEmail),
	YT_DLP_PATH: setting('YT_DLP_PATH', isPath),
	FFMPEG_PATH: setting('FFMPEG_PATH', isPath),
	TEMPORAL_CLI_PATH: setting('TEMPORAL_CLI_PATH', isPath),
	TEMPORAL_ADDRESS: setting('TEMPORAL_ADDRESS', isGrpcAddress),
	HTTPS_PROXY: setting('HTTPS_PROXY', isProxyUrl),
	https_proxy: setting('https_proxy', isProxyUrl),
	HTTP_PROXY: setting('HTTP_PROXY', isProxyUrl),
	http_proxy: setting('http_proxy', isProxyUrl),
	NO_PROXY: setting('NO_PROXY'),
	no_proxy: setting('no_proxy'),
	NODE_EXTRA_CA_CERTS: setting('NODE_EXTRA_CA_CERTS', isPath),
	SSL_CERT_FILE: setting('SSL_CERT_FILE', isPath),
	REPOSTS_AT_ONCE: setting('REPOSTS_AT_ONCE', isNumber(1, 50)),
	HEARTBEAT_TIMEOUT_SECONDS: setting('HEARTBEAT_TIMEOUT_SECONDS', isNumber(5, 600, true)),
	STATUS_POLL_SECONDS: setting('STATUS_POLL_SECONDS', isNumber(0.05, 300, true)),
	OAUTH_TOKEN_SECONDS: setting('OAUTH_TOKEN_SECONDS', isNumber(1, 86_400)),
	UNCERTAIN_AFTER_HOURS: setting('UNCERTAIN_AFTER_HOURS', isNumber(0.0001, 720, true)),
	REVIEW_TIMEOUT_HOURS: setting('REVIEW_TIMEOUT_HOURS', isNumber(0.001, 2160, true)),
});

export type SettingValues = z.infer<typeof settingsSchema>;

/** The key ring of checked values, first key first; null when it is kept in the data folder. */
export function secretKeysOf(values: SettingValues): Uint8Array[] | null {
	return values.SECRET_KEYS === undefined ? null : parseSecretKeys(values.SECRET_KEYS);
}

function setting(name: string, rule: Rule = () => []) {
	const sentences = firstOf(isTidy, rule);
	return z
		.string()
		.superRefine((value, context) => {
			for (const message of sentences(value, name)) {
				context.addIssue({ code: 'custom', message });
			}
		})
		.optional();
}
