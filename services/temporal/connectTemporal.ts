import { Client, Connection, type ConnectionOptions } from '@temporalio/client';

import { Problem } from '../../lib/errors';
import { temporalOptions, type TemporalOptions, type TemporalServer } from './temporalOptions';

export interface TemporalClient {
	client: Client;
	address: string;
	namespace: string;
	close(): Promise<void>;
}

/**
 * A client of the Temporal server that the settings name, or of the embedded one at `address`; it has answered once.
 * `timeoutMs` (10,000) is how long it may take.
 * @throws Problem temporal_unavailable when it does not answer, bad_settings when its settings cannot be used.
 */
export async function connectTemporal(
	target: TemporalServer,
	{ timeoutMs = 10_000 }: { timeoutMs?: number } = {},
): Promise<TemporalClient> {
	const options = temporalOptions(target);
	const { address, namespace } = options;
	try {
		const connection = await Connection.connect({
			...grpcOptions(options),
			connectTimeout: timeoutMs,
		});
		const client = new Client({ connection, namespace });
		return { client, address, namespace, close: () => connection.close() };
	} catch {
		throw temporalAway(address);
	}
}

export function temporalAway(address: string): Problem {
	return new Problem(
		'temporal_unavailable',
		`Temporal does not answer at ${address}: check that the server runs and that the TEMPORAL_* settings are right.`,
	);
}

/** grpc-js would read lower-case proxy variables by itself, for loopback too: it gets its proxy from us or none. */
function grpcOptions(options: TemporalOptions): ConnectionOptions {
	const { address, proxy, tls, apiKey, metadata } = options;
	const tunnel = proxy && {
		'grpc.http_connect_target': `dns:${address}`,
		...(proxy.login
			? { 'grpc.http_connect_creds': `${proxy.login.username}:${proxy.login.password}` }
			: {}),
	};
	return {
		address: proxy?.address ?? address,
		tls,
		metadata,
		...(apiKey === undefined ? {} : { apiKey }),
		channelArgs: {
			'grpc.enable_http_proxy': 0,
			// By default gRPC may wait two minutes before it looks again for a server that was away.
			'grpc.max_reconnect_backoff_ms': 2000,
			...tunnel,
		},
	};
}
