import { fail, ok, warn, type Check } from '../../lib/doctor/check';
import { Problem } from '../../lib/errors';
import { connectTemporal } from '../temporal/connectTemporal';
import type { Engine } from '../temporal/engine';
import type { Settings } from '../settings';
import { attempt } from './attempt';

const name = { id: 'temporal.server', group: 'temporal', title: 'Temporal' } as const;

/** Through the connection that 14ms has. */
export function checkTemporal(engine: Pick<Engine, 'ping'>, isEmbedded: boolean): Promise<Check> {
	return attempt(name, async () => {
		await engine.ping();
		return ok(name, isEmbedded ? 'The embedded server answers.' : 'The server answers.');
	});
}

/** While 14ms is stopped: its own server is too, another one must answer. */
export function checkTemporalFromOutside(settings: Settings): Promise<Check> {
	return attempt(name, async () => {
		if (settings.temporalEmbedded) {
			return warn(name, 'The embedded server runs with 14ms.', 'Start `npx 14ms up`.');
		}
		try {
			const { temporalEnv, network } = settings;
			const temporal = await connectTemporal({ temporalEnv, network });
			await temporal.close();
			return ok(name, `${temporal.address} answers (namespace ${temporal.namespace}).`);
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			return fail(
				name,
				error.message,
				'Start the server, or correct the TEMPORAL_* settings.',
			);
		}
	});
}
