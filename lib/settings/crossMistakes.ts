import { settingsSchema } from './settingsSchema';
import { misspelt, similarNames } from './similarNames';
import { webUrl } from './urlRules';

/** What is being started: all in one, the web service, a worker, or a command that talks to them. */
export type Role = 'up' | 'web' | 'worker' | 'client';

type Values = Readonly<Record<string, string | undefined>>;

const tikTokPage = "your app's page at developers.tiktok.com";

/** Settings of Temporal's own libraries, which take them as they are. */
const ofTemporal = [
	...['TEMPORAL_NAMESPACE', 'TEMPORAL_API_KEY', 'TEMPORAL_PROFILE', 'TEMPORAL_CONFIG_FILE'],
	...['TEMPORAL_TLS', 'TEMPORAL_TLS_CLIENT_CERT_PATH', 'TEMPORAL_TLS_CLIENT_KEY_PATH'],
	...['TEMPORAL_TLS_SERVER_CA_CERT_PATH', 'TEMPORAL_TLS_SERVER_NAME'],
];
const known = [...Object.keys(settingsSchema.shape), ...ofTemporal];

/**
 * What is wrong between settings rather than in one: missing ones, halves of a pair, contradictions, slips.
 * @param inFiles the names that stand in `.env` and `.env.local`
 */
export function crossMistakes(
	values: Values,
	role: Role,
	isSandbox: boolean,
	inFiles: string[] = [],
): string[] {
	const slips = [
		...new Map<string, string>([
			...misspelt(inFiles, known),
			...similarNames(Object.keys(values)),
		]),
	];
	const meant = slips.map(([, name]) => name);
	return [
		...slips.map(([name, ours]) => `${name} is not a setting of 14ms: did you mean ${ours}?`),
		...missing(values, role, isSandbox)
			.filter(([name]) => !meant.some((slip) => slip === name))
			.map(([name, rest]) => `${name} is not set: ${rest}`),
		...contradictions(values, role),
		...withoutServer(values),
	];
}

function missing(values: Values, role: Role, isSandbox: boolean): [string, string][] {
	const wanted: [boolean, string, string][] = [];
	const isApart = role === 'web' || role === 'worker';
	if (!isSandbox) {
		const isClient = role === 'client';
		const key = Boolean(values.TIKTOK_CLIENT_KEY);
		const secret = Boolean(values.TIKTOK_CLIENT_SECRET);
		wanted.push(
			[!isClient || secret, 'TIKTOK_CLIENT_KEY', `copy the Client key from ${tikTokPage}.`],
			[
				!isClient || key,
				'TIKTOK_CLIENT_SECRET',
				`copy the Client secret from ${tikTokPage}.`,
			],
			[
				role === 'up' || role === 'web',
				'TIKTOK_REDIRECT_URI',
				`write the redirect URI exactly as it stands on ${tikTokPage}.`,
			],
		);
	}
	wanted.push([
		isApart,
		'DATABASE_URL',
		'`14ms web` and `14ms worker` share a Postgres database; give its URL, or run `14ms up`, which needs none.',
	]);
	return wanted
		.filter(([isWanted, name]) => isWanted && !values[name])
		.map(([, name, rest]) => [name, rest]);
}

function contradictions(values: Values, role: Role): string[] {
	const said: string[] = [];
	const { TIKTOK_CLIENT_KEY: key, TIKTOK_CLIENT_SECRET: secret } = values;
	if (key && key === secret) {
		said.push(
			'TIKTOK_CLIENT_KEY and TIKTOK_CLIENT_SECRET are the same: copy both again, they differ.',
		);
	}
	const redirect = webUrl(values.TIKTOK_REDIRECT_URI ?? '');
	const publicUrl = webUrl(values.PUBLIC_URL ?? '');
	if (redirect && publicUrl && redirect.origin !== publicUrl.origin) {
		said.push(
			`PUBLIC_URL is at ${publicUrl.origin} but TIKTOK_REDIRECT_URI at ${redirect.origin}: a browser signs in at one place only, so give both the same, or leave PUBLIC_URL out.`,
		);
	}
	// A worker goes by what the web service says.
	const isCalled = (publicUrl ?? redirect)?.protocol === 'https:' || role === 'worker';
	if (values.WEBSUB === 'on' && !isCalled) {
		said.push(
			'WEBSUB is on but PUBLIC_URL is not https: YouTube’s hub calls 14ms there, so set PUBLIC_URL to an https address, or leave WEBSUB out.',
		);
	}
	return said;
}

/** Settings of a Temporal connection without a server to connect to would be passed over in silence. */
function withoutServer(values: Values): string[] {
	if (namesTemporalServer(values)) return [];
	return Object.keys(values)
		.filter((name) => /^TEMPORAL_(API_KEY|NAMESPACE|TLS(_.+)?)$/u.test(name))
		.filter((name) => !(name === 'TEMPORAL_NAMESPACE' && values[name] === 'default'))
		.map((name) => `${name} is set but TEMPORAL_ADDRESS is not: set both, or neither.`);
}

/** Does a setting say which Temporal server to use? */
export function namesTemporalServer(values: Values): boolean {
	return Boolean(
		values.TEMPORAL_ADDRESS ?? values.TEMPORAL_PROFILE ?? values.TEMPORAL_CONFIG_FILE,
	);
}
