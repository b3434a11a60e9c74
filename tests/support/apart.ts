import { Client, Connection } from '@temporalio/client';
import type { SampleName } from '../../sandbox/samples/recipes';
import type { TikTokOptions } from '../../sandbox/tiktok/options';
import { startDevServer, type DevServer } from '../../services/temporal/startDevServer';
import { openBox, type Box } from './box';
import { copiesOf } from './copies';
import { root, type Running } from './fourteenMs';
import type { Place } from './place';
import { startPostgres } from './postgres';

/** `14ms web` and any number of `14ms worker`, each a process of its own, beside a real Postgres and a real Temporal. */
export interface Apart {
	box: Box;
	place: Place;
	temporal: DevServer;
	client: Client;
	web: Running;
	/** Resolves once it takes work. */
	startWorker(): Promise<Running>;
	close(): Promise<void>;
}

interface ApartOptions {
	samples: SampleName[];
	/** So many more Shorts like the first sample, named `copyOf(1)` and so on. */
	copies?: number;
	tiktok?: Partial<TikTokOptions>;
	/** Settings beside those that the parts need. */
	env?: Record<string, string>;
}

/** Connects nobody and starts no worker. */
export async function startApart(options: ApartOptions): Promise<Apart> {
	const { samples, copies = 0, tiktok = {}, env = {} } = options;
	const box = await openBox(samples, tiktok, {
		shelf: (videos) => [...videos, ...copiesOf(videos.slice(0, 1), copies)],
	});
	const postgres = await startPostgres();
	const temporal = await startDevServer({
		cliPath: `${root}/.tools/bin/temporal`,
		dataDir: box.dir,
		log: { info() {}, warn() {}, error() {} },
		preferredPort: 0,
		preferredUiPort: 0,
	});
	const place = await box.newPlace('apart', {
		DATABASE_URL: postgres.url,
		TEMPORAL_ADDRESS: temporal.address,
		SECRET_KEYS: Buffer.alloc(32, 7).toString('base64'),
		OPERATOR_TOKEN: 'the-token-that-all-of-them-share-here',
		...env,
	});
	const connection = await Connection.connect({ address: temporal.address });
	const client = new Client({ connection });
	const web = place.start(['web']);
	await web.line(/^14ms web is running/);
	return {
		...{ box, place, temporal, client, web },
		async startWorker() {
			const started = place.start(['worker']);
			await started.line(/^14ms worker is running/);
			return started;
		},
		async close() {
			await connection.close();
			await temporal.stop();
			await box.close();
			await postgres.stop();
		},
	};
}
