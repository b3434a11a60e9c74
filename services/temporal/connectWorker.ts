import { NativeConnection } from '@temporalio/worker';

import { temporalAway } from './connectTemporal';
import { temporalOptions, type TemporalServer } from './temporalOptions';

export interface WorkerConnection {
	connection: NativeConnection;
	address: string;
	/** Must also go to `Worker.create`. */
	namespace: string;
}

/**
 * The worker's kind of connection to Temporal (its native core), which the caller closes after the worker has ended.
 * @throws Problem temporal_unavailable when it does not answer, bad_settings when its settings cannot be used.
 */
export async function connectWorker(target: TemporalServer): Promise<WorkerConnection> {
	const { address, namespace, tls, apiKey, metadata, proxy } = temporalOptions(target);
	try {
		const connection = await NativeConnection.connect({
			address,
			tls,
			metadata,
			...(apiKey === undefined ? {} : { apiKey }),
			...(proxy
				? {
						proxy: {
							type: 'http-connect',
							targetHost: proxy.address,
							...(proxy.login ? { basicAuth: proxy.login } : {}),
						},
					}
				: {}),
		});
		return { connection, address, namespace };
	} catch {
		throw temporalAway(address);
	}
}
