import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';

import type { TLSConfig } from '@temporalio/common/lib/internal-non-workflow';
import { loadClientConnectConfig } from '@temporalio/envconfig';

import { Problem } from '../../lib/errors';
import type { NetworkSettings } from '../settings';
import { proxyFor, type TunnelProxy } from './proxyFor';

export interface TemporalServer {
	/** The `TEMPORAL_*` variables; passed over when `address` is given. */
	temporalEnv: Record<string, string>;
	network: NetworkSettings;
	/** `host:port` of the embedded server. */
	address?: string;
}

/** How to reach Temporal, for the client's and the worker's kind of connection alike. */
export interface TemporalOptions {
	address: string;
	namespace: string;
	tls: TLSConfig | boolean;
	apiKey: string | undefined;
	metadata: Record<string, string>;
	proxy: TunnelProxy | null;
}

/**
 * Temporal's own settings, read by @temporalio/envconfig. A configuration file counts only when TEMPORAL_CONFIG_FILE
 * or TEMPORAL_PROFILE names one, so that a file left by other work never redirects 14ms. Default: localhost:7233,
 * namespace `default`.
 * @throws Problem bad_settings when a named file or profile cannot be used.
 */
export function temporalOptions({
	temporalEnv,
	network,
	address: embedded,
}: TemporalServer): TemporalOptions {
	if (embedded !== undefined) {
		return {
			address: embedded,
			namespace: 'default',
			tls: false,
			apiKey: undefined,
			metadata: {},
			proxy: proxyFor(embedded, network),
		};
	}
	const { connectionOptions, namespace = 'default' } = load(temporalEnv);
	const { address: host = 'localhost', apiKey, metadata = {}, tls } = connectionOptions;
	const address = /:\d+$/u.test(host) ? host : `${host}:7233`;
	return {
		address,
		namespace,
		tls: withExtraCas(tls ?? false, network.extraCaFiles),
		apiKey,
		metadata: Object.fromEntries(
			Object.entries(metadata).map(([name, value]) => [name, String(value)]),
		),
		proxy: proxyFor(address, network),
	};
}

function load(env: Record<string, string>): ReturnType<typeof loadClientConnectConfig> {
	const isFileNamed = Boolean(env.TEMPORAL_CONFIG_FILE ?? env.TEMPORAL_PROFILE);
	try {
		return loadClientConnectConfig({
			overrideEnvVars: env,
			disableFile: !isFileNamed,
		});
	} catch {
		// The library's words may repeat lines of the file, and with them an API key.
		throw new Problem(
			'bad_settings',
			"Temporal's settings cannot be used: check TEMPORAL_PROFILE, TEMPORAL_CONFIG_FILE and the TEMPORAL_TLS_* paths.",
		);
	}
}

/** Certificates named for 14ms come on top of the usual ones; a CA named for Temporal alone stays alone. */
function withExtraCas(tls: TLSConfig | boolean, extraCaFiles: string[]): TLSConfig | boolean {
	if (tls === false || extraCaFiles.length === 0) return tls;
	const own = tls === true ? {} : tls;
	if (own.serverRootCACertificate) return tls;
	const extra = extraCaFiles.map((file) => readFileSync(file, 'utf8'));
	const all = [...getCACertificates('default'), ...extra].join('\n');
	return { ...own, serverRootCACertificate: Buffer.from(all) };
}
