import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../demo/freePort';
import type { SampleVideo } from '../../sandbox/samples/SampleVideo';
import { recipes } from '../../sandbox/samples/recipes';
import { openBox, type Box } from '../support/box';
import { fourteenMs, root } from '../support/fourteenMs';
import type { Place } from '../support/place';
import { startPostgres, type TestPostgres } from '../support/postgres';
import { Crew } from './crew';
import { Moments } from './moments';
import type { Plan } from './plan';

/** `apart`: Temporal, web and two workers on a Postgres; `up`: all in one process, on files. */
export type StageKind = 'apart' | 'up';

/** All that runs while plans are played on it. */
export interface Stage {
	kind: StageKind;
	box: Box;
	place: Place;
	crew: Crew;
	moments: Moments;
	close(): Promise<void>;
}

/** The shortest that the setting takes, so that a run does not wait long for what was killed. */
export const heartbeatTimeoutMs = 5_000;

const timing = {
	HEARTBEAT_TIMEOUT_SECONDS: String(heartbeatTimeoutMs / 1000),
	STATUS_POLL_SECONDS: '0.2',
	UNCERTAIN_AFTER_HOURS: '0.002',
};

export async function openStage(kind: StageKind, plans: Plan[]): Promise<Stage> {
	const moments = new Moments();
	const samples = [...new Set(plans.map(({ sample }) => sample))];
	const box = await openBox(
		samples,
		{ checkMedia: true, onMoment: moments.ofTikTok },
		{
			shelf: (videos) => plans.map((plan) => copyFor(plan, videos)),
			onMoment: moments.ofYouTube,
		},
	);
	const crew = new Crew();
	const postgres = kind === 'apart' ? await startPostgres() : null;
	const place = postgres
		? await playApart(box, crew, postgres, { workers: ['worker A', 'worker B'] })
		: await playUp(box, crew);
	return {
		...{ kind, box, place, crew, moments },
		async close() {
			await crew.dismiss();
			await box.close();
			await postgres?.stop();
		},
	};
}

/** A video of its own for each plan, so that YouTube's faults and moments can be told apart. */
export function videoIdOf({ number }: Plan): string {
	return `chaos-${String(number).padStart(5, '0')}`;
}

function copyFor(plan: Plan, videos: SampleVideo[]): SampleVideo {
	const sample = videos.find(({ id }) => id === recipes[plan.sample].id);
	if (!sample) throw new Error('The sample was made.');
	return { ...sample, id: videoIdOf(plan) };
}

async function playUp(box: Box, crew: Crew): Promise<Place> {
	const place = await box.place('up', { ...timing, TMPDIR: box.dir });
	await crew.add('up', { start: () => place.start(['up']), ready: /Ctrl-C/ });
	return place;
}

/** Temporal, `14ms web` and each worker are processes of their own, started again when they are killed. */
export async function playApart(
	box: Box,
	crew: Crew,
	postgres: TestPostgres,
	{ workers, env = {} }: { workers: string[]; env?: Record<string, string> },
): Promise<Place> {
	const [port, uiPort] = [await freePort(), await freePort()];
	const folder = join(box.dir, 'temporal');
	mkdirSync(folder);
	const place = await box.place('apart', {
		...timing,
		TMPDIR: box.dir,
		DATABASE_URL: postgres.url,
		TEMPORAL_ADDRESS: `127.0.0.1:${port}`,
		SECRET_KEYS: Buffer.alloc(32, 14).toString('base64'),
		OPERATOR_TOKEN: 'the-token-that-all-of-them-share-here',
		...env,
	});
	const temporal = [
		...['server', 'start-dev', '--db-filename', join(folder, 'temporal.db')],
		...['--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)],
		...['--log-level', 'error', '--sqlite-pragma', 'journal_mode=wal'],
		...['--sqlite-pragma', 'synchronous=full'],
	];
	await crew.add('Temporal', {
		start: () => fourteenMs(temporal, {}, { through: [join(root, '.tools/bin/temporal')] }),
		ready: /Server:/,
	});
	await crew.add('web', { start: () => place.start(['web']), ready: /^14ms web is running/ });
	const worker = { start: () => place.start(['worker']), ready: /^14ms worker is running/ };
	await Promise.all(workers.map((name) => crew.add(name, worker)));
	return place;
}
